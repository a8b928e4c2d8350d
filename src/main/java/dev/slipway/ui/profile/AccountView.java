package dev.slipway.ui.profile;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.SecondFactors;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.HasFields;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.notice.NotificationSettings;
import dev.slipway.ui.session.Messages;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** One's own account: name, password, second factor, notifications, and where one is signed in. */
@Route("account")
@PageTitle("My account · Slipway")
@PermitAll
public class AccountView extends Page implements HasFields {
    private static final String ELSEWHERE = "You sign in at your organisation, which keeps this. Change it there.";

    private final Users users;
    private final ApiTokens tokens;
    private final SecondFactors secondFactors;
    private final Sessions sessions;
    private final Actors actors;
    private final TextField displayName = new TextField("Display name");
    private final Div secondFactor = section("Second factor");
    private final SessionsTable table;

    AccountView(
            Users users,
            ApiTokens tokens,
            SecondFactors secondFactors,
            Sessions sessions,
            Actors actors,
            NotificationSettings notifications) {
        this.users = users;
        this.tokens = tokens;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.actors = actors;
        table = new SessionsTable(sessions, actors);
        UserView user = users.get(actors.current().requireUser(), actors.current());
        add(
                new PageHeader("My account", "Signed in as " + user.name() + "."),
                name(user),
                password(),
                secondFactor,
                notifications,
                signedIn());
        showSecondFactor();
    }

    private Optional<String> whyNotHere() {
        return secondFactors.standing(actors.current()).possible() ? Optional.empty() : Optional.of(ELSEWHERE);
    }

    private Div name(UserView user) {
        displayName.setValue(user.displayName());
        displayName.setMaxLength(100);
        ActionButton save = new ActionButton("Save", () -> {
            displayName.setInvalid(false);
            users.rename(displayName.getValue(), actors.current());
            Messages.done("Others see you as " + displayName.getValue().strip() + " now.");
        });
        save.refuse(whyNotHere());
        displayName.setReadOnly(whyNotHere().isPresent());
        Div row = new Div(displayName, save);
        row.addClassName("sw-field-row");
        Div section = section("Name");
        section.add(new Paragraph("How others see you, in lists and in the record of what was done."), row);
        return section;
    }

    private Div password() {
        ActionButton change = new ActionButton(
                "Change password…", () -> new ChangePasswordDialog(users, tokens, actors, table::reload).open());
        change.refuse(whyNotHere());
        Div section = section("Password");
        section.add(new Paragraph("Changing it signs you out everywhere else."), change);
        return section;
    }

    private void showSecondFactor() {
        secondFactor.removeAll();
        secondFactor.add(new H2("Second factor"));
        var standing = secondFactors.standing(actors.current());
        if (standing.on()) {
            secondFactor.add(
                    new Paragraph("On: signing in asks for a code from your app besides the password. Recovery codes"
                            + " left: " + standing.recoveryCodes() + "."),
                    new Button(
                            "Turn off…", e -> new TurnOffDialog(secondFactors, actors, this::showSecondFactor).open()));
        } else {
            ActionButton on = new ActionButton(
                    "Set up…",
                    () -> new SecondFactorDialog(secondFactors, actors, () -> {
                                showSecondFactor();
                                table.reload();
                            })
                            .open());
            on.refuse(whyNotHere());
            secondFactor.add(
                    new Paragraph("Off. With it, who learns your password still cannot sign in: a code from an app on"
                            + " your phone is asked for too."),
                    on);
        }
    }

    private Div signedIn() {
        Button everywhere = new Button("Sign out everywhere", e -> confirmEverywhere());
        Button others = new Button("Sign out everywhere else", e -> {
            var actor = actors.current();
            int ended = sessions.endAllOf(actor.requireUser(), actor.session(), actor);
            Messages.done(ended == 1 ? "One session is signed out." : ended + " sessions are signed out.");
            table.reload();
        });
        Div buttons = new Div(others, everywhere);
        buttons.addClassName("sw-field-row");
        Div section = section("Where you are signed in");
        section.add(table, buttons);
        return section;
    }

    private void confirmEverywhere() {
        new ConsequenceDialog(
                        "Sign out everywhere?",
                        List.of(
                                "All your sessions end, this one too; their pages and consoles close.",
                                "What was started goes on. API tokens stay good."),
                        "Sign out everywhere",
                        () -> {
                            var actor = actors.current();
                            sessions.endAllOf(actor.requireUser(), Optional.empty(), actor);
                            UI.getCurrent().getPage().setLocation("login");
                        })
                .open();
    }

    private static Div section(String title) {
        Div section = new Div(new H2(title));
        section.addClassName("sw-section");
        return section;
    }

    @Override
    public Optional<? extends HasValidation> field(String name) {
        return name.equals("displayName") ? Optional.of(displayName) : Optional.empty();
    }
}
