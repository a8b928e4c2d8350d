package dev.slipway.ui.profile;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SecondFactors;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.HasFields;
import java.util.List;
import java.util.Optional;

/** Shows the secret to an app, has it proved by a code, then shows the recovery codes, once. */
public class SecondFactorSetup extends Div implements HasFields {
    private final TextField code = new TextField("Code that the app shows now");
    private final SecondFactors secondFactors;
    private final Actors actors;
    private final Runnable done;
    private final Runnable on;

    public SecondFactorSetup(SecondFactors secondFactors, Actors actors, Runnable done) {
        this(secondFactors, actors, done, () -> {});
    }

    /** @param on told once it is on, when there is nothing to cancel any more */
    SecondFactorSetup(SecondFactors secondFactors, Actors actors, Runnable done, Runnable on) {
        this.secondFactors = secondFactors;
        this.actors = actors;
        this.done = done;
        this.on = on;
        addClassNames("sw-form", "sw-enrolment");
        var enrolment = secondFactors.begin(actors.currentEvenIfDue());
        code.setAutofocus(true);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        Button submit = new Button("Turn it on", e -> confirm());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(this);
        Div typed = new Div(new Copyable(spaced(enrolment.secret()), "secret"));
        typed.addClassName("sw-secret");
        add(
                new Paragraph("Scan this with an authenticator app (any that does TOTP), or type the secret below it."),
                new QrPicture(enrolment.uri(), "QR code of the secret, for an authenticator app"),
                typed,
                code,
                submit);
    }

    private void confirm() {
        code.setInvalid(false);
        List<String> codes = secondFactors.confirm(code.getValue(), actors.currentEvenIfDue());
        on.run();
        removeAll();
        Div list = new Div();
        list.addClassName("sw-recovery");
        codes.forEach(c -> list.add(new Div(c)));
        Button kept = new Button("I have saved them", e -> done.run());
        kept.addThemeVariants(ButtonVariant.PRIMARY);
        add(
                new Paragraph("The second factor is on. Save these recovery codes where you find them without your"
                        + " phone: each lets you in once, and they are not shown again."),
                list,
                kept);
    }

    private static String spaced(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    @Override
    public Optional<? extends HasValidation> field(String name) {
        return name.equals("code") ? Optional.of(code) : Optional.empty();
    }
}
