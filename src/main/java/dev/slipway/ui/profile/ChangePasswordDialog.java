package dev.slipway.ui.profile;

import com.vaadin.flow.component.textfield.PasswordField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Users;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;

/** Changes one's own password, knowing the old one. */
public class ChangePasswordDialog extends FormDialog {
    private final PasswordField now = field("oldPassword", new PasswordField("Password now"));
    private final PasswordField next = field("newPassword", new PasswordField("New password"));
    private final PasswordField again = field("again", new PasswordField("New password again"));
    private final Users users;
    private final Actors actors;

    public ChangePasswordDialog(Users users, Actors actors) {
        super("Change password", "", "Change password");
        this.users = users;
        this.actors = actors;
        next.setHelperText("At least 10 characters, and not your name.");
        now.getElement().setAttribute("autocomplete", "current-password");
        next.getElement().setAttribute("autocomplete", "new-password");
        again.getElement().setAttribute("autocomplete", "new-password");
    }

    @Override
    protected void submit() {
        if (!next.getValue().equals(again.getValue())) {
            throw new InvalidRequest("password-mismatch", "again", "The two new passwords differ. Type them again.");
        }
        users.changePassword(now.getValue(), next.getValue(), actors.current());
        Messages.done("Your password is changed.");
    }
}
