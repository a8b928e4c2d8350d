package dev.slipway.ui.profile;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SecondFactors;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;

/** Turns one's second factor off, for who has both. */
class TurnOffDialog extends FormDialog {
    private final PasswordField password = field("password", new PasswordField("Password"));
    private final TextField code = field("code", new TextField("Code from the app, or a recovery code"));
    private final SecondFactors secondFactors;
    private final Actors actors;
    private final Runnable done;

    TurnOffDialog(SecondFactors secondFactors, Actors actors, Runnable done) {
        super(
                "Turn the second factor off?",
                "From then on the password alone signs you in. The recovery codes are worth nothing any more.",
                "Turn off");
        this.secondFactors = secondFactors;
        this.actors = actors;
        this.done = done;
        password.getElement().setAttribute("autocomplete", "current-password");
        code.getElement().setAttribute("autocomplete", "one-time-code");
    }

    @Override
    protected void submit() {
        secondFactors.turnOff(password.getValue(), code.getValue(), actors.current());
        Messages.done("The second factor is off.");
        done.run();
    }
}
