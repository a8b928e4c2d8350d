package dev.slipway.ui.console;

import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** Types a text into the VM as if by hand, since its screen has no clipboard. */
class TypeTextDialog extends FormDialog {
    private final TextArea text = field("text", new TextArea("Text"));
    private final Consumer<String> type;

    TypeTextDialog(Consumer<String> type) {
        super(
                "Type text",
                "Sent key by key, for the keyboard layout that is chosen for the guest. Line ends press Enter.",
                "Type");
        this.type = type;
        text.setMinRows(4);
        text.setAutofocus(true);
    }

    @Override
    protected void submit() {
        type.accept(text.getValue());
    }
}
