package dev.slipway.ui.vm;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.guest.GuestPasswords;
import java.util.Optional;

/** Asks which account in a guest is to have a new password, and then shows it. */
class SetPasswordDialog extends FormDialog {
    private final VmView vm;
    private final GuestPasswords passwords;
    private final Actors actors;
    private final TextField account = field("account", new TextField("Account in the guest"));

    SetPasswordDialog(VmView vm, GuestPasswords passwords, Actors actors) {
        super(
                "Set a password in " + vm.name(),
                "The agent in its guest gives the account a new password, which is made up and shown to you once. The old one"
                        + " is good no more. SSH keys stay as they are.",
                "Set a password");
        this.vm = vm;
        this.passwords = passwords;
        this.actors = actors;
        account.setValue(vm.defaultUser().isBlank() ? "root" : vm.defaultUser());
        account.setRequiredIndicatorVisible(true);
        account.setMaxLength(32);
        account.setHelperText("It has to be there already. Administrator on Windows, mostly.");
    }

    @Override
    protected void submit() {
        var made = passwords.set(vm.id(), Optional.of(account.getValue().strip()), actors.current());
        new GuestPasswordDialog(vm.name(), made).open();
    }
}
