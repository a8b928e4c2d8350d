package dev.slipway.ui.tenant;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** Asks for one name. */
class NameDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final Consumer<String> named;

    NameDialog(String title, String verb, String before, Consumer<String> named) {
        super(title, "", verb);
        this.named = named;
        name.setValue(before);
        name.setAutofocus(true);
    }

    @Override
    protected void submit() {
        named.accept(name.getValue());
    }
}
