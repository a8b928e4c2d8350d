package dev.slipway.ui.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.profile.AccountView;
import dev.slipway.ui.session.DueView;
import dev.slipway.ui.shell.NoSuchScreen;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsersViewTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    private final String name = "n" + UUID.randomUUID().toString().substring(0, 12);

    @Test
    void opensAnAccountAndShowsItsPasswordOnce() {
        BrowserlessUIContext window = world.window(world.people.newAdministrator());
        window.navigate(UsersView.class);
        press(window, button(window, "New user"));
        field(window, "Name to sign in with").setValue(name);
        field(window, "Display name").setValue("New Person");
        press(window, button(window, "Open account"));

        Dialog once = window.find(PasswordOnceDialog.class).single();
        assertThat(words(once)).containsPattern("[a-z0-9]{4}(-[a-z0-9]{4}){3}");
        press(window, button(window, "I have passed it on"));
        assertThat(world.bean(Users.class).find(name, SYSTEM)).isPresent();
    }

    @Test
    void anAuditorSeesThemAndEachDisabledButtonSaysWhy() {
        Person auditor = world.people.newStranger();
        world.bean(Users.class).setPlatformRole(auditor.user().id(), Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);
        BrowserlessUIContext window = world.window(auditor);
        window.navigate(UsersView.class);

        ActionButton add = window.find(ActionButton.class)
                .withCondition(b -> b.getText().equals("New user"))
                .single();
        assertThat(add.isEnabled()).isFalse();
        assertThat(add.getElement().getAttribute("aria-description")).contains("platform administrator");
    }

    @Test
    void isNotThereForOthers() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate("admin/users", NoSuchScreen.class);
    }

    @Test
    void whoHasAPasswordForOneSignInReachesNothingButTheScreenThatChangesIt() {
        var opened = world.bean(Accounts.class).create(name, "New Person", Optional.empty(), SYSTEM);
        BrowserlessUIContext window = world.window(world.people.named(name));
        for (String screen : new String[] {"", "account", "tokens", "launch", "ssh-keys"}) {
            window.navigate(screen, DueView.class);
        }
        set(window, "Password you were given", opened.password());
        set(window, "New password", opened.password());
        set(window, "New password again", opened.password());
        press(window, button(window, "Choose this password"));
        assertThat(password(window, "New password").getErrorMessage()).contains("only you know");

        set(window, "New password", "a password of my own");
        set(window, "New password again", "a password of my own");
        press(window, button(window, "Choose this password"));

        assertThat(window.getCurrentView()).isNotInstanceOf(DueView.class);
        window.navigate(AccountView.class);
        assertThat(words(window)).contains("Signed in as " + name);
    }

    @Test
    void offersNoFirstStepsToWhoHasNone() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(AccountView.class);
        assertThat(window.find(Button.class)
                        .withCondition(b -> b.getText().equals("Set up…"))
                        .single()
                        .isEnabled())
                .isTrue();
        UI.getCurrent().navigate(DueView.class);
        assertThat(window.getCurrentView()).isNotInstanceOf(DueView.class);
    }

    private static TextField field(BrowserlessUIContext window, String label) {
        return window.find(TextField.class)
                .withCondition(f -> label.equals(f.getLabel()))
                .single();
    }

    private static PasswordField password(BrowserlessUIContext window, String label) {
        return window.find(PasswordField.class)
                .withCondition(f -> label.equals(f.getLabel()))
                .single();
    }

    private static void set(BrowserlessUIContext window, String label, String value) {
        password(window, label).setValue(value);
    }
}
