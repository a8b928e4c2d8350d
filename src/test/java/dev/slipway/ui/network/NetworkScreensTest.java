package dev.slipway.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.network.AddressPools;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.Copyable;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NetworkScreensTest extends ScreenTest {
    private static final Actor ADMIN = Actor.system("test");

    private final String name = "net " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void showsWhatANetworkIsAndWhoIsOnIt() {
        var window = open(world.people.newAdministrator());

        assertThat(window.find(H1.class).all()).extracting(H1::getText).contains(world.network.name());
        assertThat(window.find(H2.class).all())
                .extracting(H2::getText)
                .contains("Facts", "Addresses")
                .anyMatch(title -> title.matches("\\d+ of (1 host offers|\\d+ hosts offer) it"))
                .anyMatch(title -> title.matches("\\d+ VMs?"));
    }

    @Test
    void makesANetworkAndGivesItAddresses() {
        var window = world.window(world.people.newAdministrator());
        window.navigate("admin/networks", NetworksView.class);
        press(
                window,
                window.find(Button.class)
                        .withCondition(b -> b.getText().equals("New network"))
                        .first());
        field(window, "Name", name);
        field(window, "Its name on hosts", "br7");
        press(window, button(window, "Make network"));
        NetworkView made = world.bean(Networks.class).list(ADMIN).stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(made.filtered()).isTrue();

        window.navigate("admin/networks/" + made.id(), NetworkPage.class);
        press(window, button(window, "Add addresses"));
        field(window, "Subnet", "192.0.2.0/24");
        field(window, "Gateway", "192.0.3.1");
        press(window, button(window, "Add"));
        assertThat(window.find(TextField.class).all())
                .filteredOn(f -> "Gateway".equals(f.getLabel()))
                .anyMatch(f -> f.isInvalid() && f.getErrorMessage().contains("not within 192.0.2.0/24"));
        field(window, "Gateway", "192.0.2.1");
        press(window, button(window, "Add"));
        assertThat(world.bean(AddressPools.class)
                        .list(made.id(), ADMIN)
                        .getFirst()
                        .usage())
                .isEqualTo("0 of 253 used");
    }

    @Test
    void guidesToABridgeAndSaysWhetherItIsThere() {
        var window = open(world.people.newAdministrator());
        press(window, button(window, "How to make this bridge"));

        assertThat(window.find(Copyable.class).all())
                .extracting(c -> c.getElement().getTextRecursively())
                .anyMatch(text -> text.contains("bridge_ports eth0"));
        assertThat(window.find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anyMatch(text -> text.contains(" bridge " + world.network.source()));
    }

    @Test
    void anAuditorSeesItAndChangesNothing() {
        var window = open(world.people.newOnPlatform(Role.PLATFORM_AUDITOR));

        assertThat(button(window, "Delete").isEnabled()).isFalse();
        assertThat(button(window, "Add addresses").isEnabled()).isFalse();
    }

    private static void field(BrowserlessUIContext window, String label, String value) {
        window.test(window.find(TextField.class)
                        .withCondition(f -> label.equals(f.getLabel()))
                        .single())
                .setValue(value);
    }

    private BrowserlessUIContext open(Person person) {
        var window = world.window(person);
        window.navigate("admin/networks/" + world.network.id(), NetworkPage.class);
        return window;
    }
}
