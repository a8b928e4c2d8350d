package dev.slipway.ui.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.contextmenu.MenuItem;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.ActionButton;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsViewTest extends ScreenTest {
    @Test
    void anAuditorSeesThemAndEachDisabledActionSaysWhy() {
        BrowserlessUIContext window = open(world.people.newOnPlatform(Role.PLATFORM_AUDITOR));

        assertThat(window.find(ActionButton.class)
                        .withCondition(b -> b.getText().equals("Register host"))
                        .all())
                .isNotEmpty()
                .allSatisfy(register -> assertThat(register.isEnabled()).isFalse())
                .allSatisfy(register -> assertThat(register.getElement().getAttribute("aria-description"))
                        .contains("platform administrator"));
        assertThat(actions())
                .hasSize(2)
                .allSatisfy(action -> assertThat(action.isEnabled()).isFalse())
                .allSatisfy(action -> assertThat(words(action)).contains("Roles that do: platform administrator"));
    }

    @Test
    void anAdministratorMayDoAllOfIt() {
        open(world.people.newAdministrator());

        assertThat(actions())
                .hasSize(2)
                .allSatisfy(action -> assertThat(action.isEnabled()).isTrue());
    }

    private BrowserlessUIContext open(Person person) {
        BrowserlessUIContext window = world.window(person);
        window.navigate(HostsView.class);
        return window;
    }

    private List<MenuItem> actions() {
        var menu = new HostRowActions(world.host, world.bean(Hosts.class), world.bean(Actors.class), () -> {});
        return menu.getItems().getFirst().getSubMenu().getItems();
    }
}
