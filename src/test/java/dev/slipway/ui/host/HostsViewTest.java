package dev.slipway.ui.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.contextmenu.MenuItem;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import dev.slipway.vm.launch.LaunchRequest;
import java.util.List;
import java.util.Optional;
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
                .hasSize(7)
                .allSatisfy(action -> assertThat(action.isEnabled()).isFalse())
                .allSatisfy(action -> assertThat(words(action)).contains("Roles that do: platform administrator"));
    }

    @Test
    void anAdministratorMayDoAllOfIt() {
        open(world.people.newAdministrator());

        assertThat(actions())
                .hasSize(7)
                .allSatisfy(action ->
                        assertThat(action.isEnabled()).isEqualTo(!words(action).contains("Give up")));
        assertThat(actions())
                .as("it answers")
                .anySatisfy(action -> assertThat(words(action)).contains("Only a host that does not answer"));
    }

    @Test
    void countsFollowVmsThatComeToRun() {
        var window = open(world.people.newAdministrator());
        ScreenWorld.awaitOn(window, () -> assertThat(words(window)).contains(running() + " VMs running"));

        var vms = world.bean(VirtualMachines.class);
        var launched = vms.launch(
                new LaunchRequest(
                        world.project.id(),
                        "counted",
                        world.image.version(),
                        world.size.id(),
                        world.network.id(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                world.member.actor());

        // Other tests' VMs come and go meanwhile.
        ScreenWorld.awaitOn(window, () -> {
            assertThat(vms.get(launched.vm(), world.member.actor()).status()).isEqualTo(VmStatus.RUNNING);
            assertThat(words(window)).contains(running() + " VMs running");
        });
    }

    private int running() {
        return world.bean(Fleet.class).list(Actor.system("test")).stream()
                .mapToInt(HostLoad::running)
                .sum();
    }

    private BrowserlessUIContext open(Person person) {
        BrowserlessUIContext window = world.window(person);
        window.navigate(HostsView.class);
        return window;
    }

    private List<MenuItem> actions() {
        var menu = new HostRowActions(world.host, world.bean(HostScreenParts.class), () -> {});
        return menu.getItems().getFirst().getSubMenu().getItems();
    }
}
