package dev.slipway.ui.session;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.identity.SessionEnd;
import dev.slipway.identity.SignInSettings;
import dev.slipway.sso.SignInTrouble;
import dev.slipway.sso.SingleSignOn;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Sign-in: at the organisation, if there is single sign-on, and with a local account. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
public class LoginView extends Div implements BeforeEnterObserver {
    private static final String ENDED = "ended";

    private final Paragraph why = new Paragraph();
    private final LoginForm form = new LoginForm();
    private final AuthenticationContext authentication;
    private final SignInSettings settings;

    LoginView(AuthenticationContext authentication, SingleSignOn sso, SignInSettings settings) {
        this.authentication = authentication;
        this.settings = settings;
        addClassName("sw-login");
        Image logo = new Image("themes/slipway/logo.svg", "");
        H1 name = new H1("Slipway");
        Div mark = new Div(logo, name);
        mark.addClassName("mark");
        Paragraph lead = new Paragraph("Sign in to launch virtual machines and work on them.");
        lead.addClassName("lead");
        why.addClassName("why");
        why.setVisible(false);
        why.getElement().setAttribute("role", "status");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(words());
        Div card = new Div(mark, lead, why);
        if (sso.isOn()) {
            card.add(organisation(sso));
        }
        if (sso.isOn() && settings.local()) {
            card.add(or());
        }
        card.addClassName("card");
        if (settings.local()) {
            card.add(form);
        } else if (!sso.isOn()) {
            card.add(
                    new Paragraph("Accounts of this portal's own are switched off here, and there is no single sign-on:"
                            + " nobody can sign in. Ask whoever runs the portal."));
        }
        Span help = new Span("No account yet, or locked out? Ask your administrator.");
        help.addClassName("sw-quiet");
        add(card, help);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (authentication.isAuthenticated()) {
            event.forwardTo("");
            return;
        }
        var asked = event.getLocation().getQueryParameters();
        if (asked.getParameters().containsKey("error")) {
            refused();
        }
        asked.getSingleParameter(ENDED).flatMap(LoginView::reason).ifPresent(end -> say(end.sentence()));
        SignInTrouble.of(asked.getSingleParameter(SignInTrouble.parameter()))
                .ifPresent(trouble -> say(trouble.sentence()));
    }

    private void refused() {
        form.setError(true);
        if (!settings.local()) {
            say("Accounts of this portal's own are switched off here.");
        }
    }

    private void say(String sentence) {
        why.setText(sentence);
        why.setVisible(true);
    }

    private static Anchor organisation(SingleSignOn sso) {
        Anchor anchor = new Anchor(SingleSignOn.START.substring(1), "Sign in with " + sso.name());
        anchor.addClassName("organisation");
        anchor.setRouterIgnore(true);
        return anchor;
    }

    private static Div or() {
        Div or = new Div(new Span("or with an account of this portal"));
        or.addClassName("or");
        return or;
    }

    /** The address of the sign-in that says why the session before is over. */
    static String toldWhy(SessionEnd end) {
        return "/login?" + ENDED + "=" + end.name().toLowerCase(Locale.ROOT);
    }

    /** Our own sentences only: whatever else an address carries is not shown. */
    private static Optional<SessionEnd> reason(String asked) {
        return Arrays.stream(SessionEnd.values())
                .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(asked))
                .findAny();
    }

    private static LoginI18n words() {
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle("");
        words.getForm().setUsername("Name");
        words.getForm().setPassword("Password");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("That did not work");
        words.getErrorMessage()
                .setMessage("Name and password do not match. After several wrong tries a name is locked for a while:"
                        + " wait a few minutes, then try again.");
        words.getErrorMessage().setUsername("Enter your name");
        words.getErrorMessage().setPassword("Enter your password");
        return words;
    }
}
