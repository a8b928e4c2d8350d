package dev.slipway.ui.session;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Due;
import dev.slipway.identity.SecondFactors;
import dev.slipway.identity.Users;
import dev.slipway.ui.profile.NewPasswordForm;
import dev.slipway.ui.profile.SecondFactorSetup;
import jakarta.annotation.security.PermitAll;

/** What somebody who has signed in has to do before anything else. No other screen opens until it is done. */
@Route(value = "first-steps", autoLayout = false)
@PageTitle("Before you start · Slipway")
@PermitAll
public class DueView extends Div implements BeforeEnterObserver {
    private final Actors actors;
    private final Users users;
    private final SecondFactors secondFactors;
    private final AuthenticationContext authentication;

    DueView(Actors actors, Users users, SecondFactors secondFactors, AuthenticationContext authentication) {
        this.actors = actors;
        this.users = users;
        this.secondFactors = secondFactors;
        this.authentication = authentication;
        addClassName("sw-login");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        actors.due().ifPresentOrElse(this::show, () -> event.forwardTo(""));
    }

    private void show(Due due) {
        removeAll();
        Div card = new Div();
        card.addClassName("card");
        switch (due) {
            case NEW_PASSWORD ->
                card.add(
                        new H1("Choose your password"),
                        new Paragraph("The one you were given is for this sign-in only. Choose another that only you"
                                + " know."),
                        new NewPasswordForm(users, actors, this::next));
            case SECOND_FACTOR ->
                card.add(
                        new H1("Set up a second factor"),
                        new Paragraph("Every account here asks for a code from an app besides the password."),
                        new SecondFactorSetup(secondFactors, actors, this::next));
        }
        card.add(signOut());
        add(card);
    }

    private void next() {
        actors.due().ifPresentOrElse(this::show, () -> UI.getCurrent().navigate(""));
    }

    private Component signOut() {
        Button leave = new Button("Sign out", e -> authentication.logout());
        leave.addThemeVariants(ButtonVariant.TERTIARY);
        return leave;
    }
}
