package dev.slipway.ui.profile;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.Users;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;

/** Changes one's own password, knowing the old one. */
public class ChangePasswordDialog extends FormDialog {
    private final PasswordField now = field("oldPassword", new PasswordField("Password now"));
    private final PasswordField next = field("newPassword", new PasswordField("New password"));
    private final PasswordField again = field("again", new PasswordField("New password again"));
    private final Checkbox revoke = new Checkbox("Revoke my API tokens too");
    private final Users users;
    private final ApiTokens tokens;
    private final Runnable done;
    private final Actors actors;

    ChangePasswordDialog(Users users, ApiTokens tokens, Actors actors, Runnable done) {
        super("Change password", "You are signed out everywhere else.", "Change password");
        this.users = users;
        this.tokens = tokens;
        this.actors = actors;
        this.done = done;
        revoke.setHelperText("If somebody may have learned the old password, they may have made some.");
        add(revoke);
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
        if (revoke.getValue()) {
            tokens.revokeAll(actors.current());
        }
        Messages.done("Your password is changed.");
        done.run();
    }
}
