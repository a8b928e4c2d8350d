package dev.slipway.ui.catalog;

import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;

/** What cloud-init of every new guest is told besides what its owner wants. */
class VendorDataDialog extends FormDialog {
    private final TextArea text = field("text", new TextArea("Vendor data"));
    private final ImageParts parts;

    VendorDataDialog(ImageParts parts) {
        super(
                "For every guest",
                "cloud-init of every VM that is launched from now on does this too, unless its owner's user data says"
                        + " otherwise. Every guest can read it: put no secrets into it.",
                "Save");
        this.parts = parts;
        text.setHelperText("cloud-init: #cloud-config YAML, or a script with #!. At most 16 KiB. Empty: nothing.");
        text.setMinRows(8);
        text.addClassName("sw-user-data");
        text.setWidthFull();
        parts.vendorData().text(parts.actor()).ifPresent(text::setValue);
    }

    @Override
    protected void submit() {
        if (text.getValue().isBlank()) {
            parts.vendorData().clear(parts.actor());
            Messages.done("New guests are told nothing besides.");
        } else {
            parts.vendorData().set(text.getValue(), parts.actor());
            Messages.done("New guests are told so from now on.");
        }
    }
}
