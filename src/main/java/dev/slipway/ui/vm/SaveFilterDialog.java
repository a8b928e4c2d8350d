package dev.slipway.ui.vm;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** Gives what the list of VMs is filtered by a name. */
class SaveFilterDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final Consumer<String> save;

    SaveFilterDialog(Consumer<String> save) {
        super("Save filter", "It stands above the list from now on, for you alone.", "Save");
        this.save = save;
        name.setAutofocus(true);
    }

    @Override
    protected void submit() {
        save.accept(name.getValue());
    }
}
