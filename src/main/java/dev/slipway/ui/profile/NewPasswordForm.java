package dev.slipway.ui.profile;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Users;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.HasFields;
import java.util.Map;
import java.util.Optional;

/** Replaces a password that somebody else gave. */
public class NewPasswordForm extends Div implements HasFields {
    private final PasswordField now = new PasswordField("Password you were given");
    private final PasswordField next = new PasswordField("New password");
    private final PasswordField again = new PasswordField("New password again");
    private final Map<String, PasswordField> fields = Map.of("oldPassword", now, "newPassword", next, "again", again);

    public NewPasswordForm(Users users, Actors actors, Runnable done) {
        addClassName("sw-form");
        now.getElement().setAttribute("autocomplete", "current-password");
        next.getElement().setAttribute("autocomplete", "new-password");
        again.getElement().setAttribute("autocomplete", "new-password");
        now.setAutofocus(true);
        next.setHelperText("At least 10 characters, and not your name.");
        Button submit = new Button("Choose this password", e -> {
            fields.values().forEach(f -> f.setInvalid(false));
            if (!next.getValue().equals(again.getValue())) {
                throw new InvalidRequest(
                        "password-mismatch", "again", "The two new passwords differ. Type them again.");
            }
            users.changePassword(now.getValue(), next.getValue(), actors.currentEvenIfDue());
            done.run();
        });
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(this);
        add(now, next, again, submit);
    }

    @Override
    public Optional<? extends HasValidation> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
