package dev.slipway.ui.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.H2;
import dev.slipway.identity.Role;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.vm.adopt.Pets;
import dev.slipway.vm.adopt.UnknownDomain;
import dev.slipway.vm.adopt.UnknownDomains;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class UnknownDomainsPanelTest extends ScreenTest {
    @Test
    void isThereOnlyWhereThereAreSome() {
        assertThat(titles(open(world.people.newAdministrator()))).doesNotContain("Unknown domains");
        pet();
        assertThat(titles(open(world.people.newAdministrator()))).contains("Unknown domains");
    }

    @Test
    void offersToAdoptOrIgnoreThemAndSaysWhoMay() {
        var pet = pet();
        open(world.people.newAdministrator());
        assertThat(menu(pet))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.isEnabled()).isTrue());
        open(world.people.newOnPlatform(Role.PLATFORM_AUDITOR));
        assertThat(menu(pet)).hasSize(2).allSatisfy(item -> {
            assertThat(item.isEnabled()).isFalse();
            assertThat(words(item)).contains("platform administrator");
        });
    }

    @Test
    void suggestsANameThatWillDo() {
        assertThat(AdoptDialog.suggested("Web Server_01.example")).isEqualTo("web-server-01-example");
        assertThat(AdoptDialog.suggested("--" + "x".repeat(80))).hasSize(63);
    }

    private UnknownDomain pet() {
        var spec = Pets.define(world.machine, world.host.pool(), "pet", world.network.source());
        var domains = world.bean(UnknownDomains.class);
        var admin = world.people.newAdministrator().actor();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> domains.list(world.host.id(), admin).stream()
                                .filter(d -> d.id().value().equals(spec.vm().value()))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private List<MenuItem> menu(UnknownDomain pet) {
        var menu = new UnknownDomainActions(world.host.id(), pet, world.bean(AdoptParts.class), () -> {});
        return menu.getItems().getFirst().getSubMenu().getItems();
    }

    private static List<String> titles(BrowserlessUIContext window) {
        return window.find(H2.class).all().stream().map(H2::getText).toList();
    }

    private BrowserlessUIContext open(Person person) {
        var window = world.window(person);
        window.navigate("admin/hosts/" + world.host.id(), HostPage.class);
        return window;
    }
}
