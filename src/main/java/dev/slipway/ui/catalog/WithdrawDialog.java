package dev.slipway.ui.catalog;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.FormDialog;

/** Lets nothing new be launched from a version. */
class WithdrawDialog extends FormDialog {
    private final TextField reason = field("reason", new TextField("Why"));
    private final ImageView version;
    private final ImageParts parts;
    private final Runnable done;

    WithdrawDialog(ImageView version, ImageParts parts, Runnable done) {
        super(
                "Withdraw version " + version.versionLabel() + " of " + version.name() + "?",
                "Nothing new is launched from it; the newest of the others is. VMs of it stay. It cannot be taken back:"
                        + " publish a new version instead.",
                "Withdraw");
        this.version = version;
        this.parts = parts;
        this.done = done;
        reason.setPlaceholder("It does not boot with UEFI");
        reason.setHelperText("Told to those who would launch from it.");
    }

    @Override
    protected void submit() {
        parts.curated().withdraw(version.version(), reason.getValue(), parts.actor());
        done.run();
    }
}
