package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.host.HostDraft;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator reads why a VM is where it is, host by host, in a real browser. */
@Tag("real")
class PlacementBrowserTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    private final String tag = UUID.randomUUID().toString().substring(0, 6);
    private final List<SimulatedHost> machines = new ArrayList<>();
    private final List<HostView> others = new ArrayList<>();

    @LocalServerPort
    int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.start();
    }

    @AfterEach
    void close() {
        browser.close();
        var hosts = world.bean(Hosts.class);
        // The VM is on the first; nobody has to ask after the others any more.
        hosts.setEnabled(others.getFirst().id(), false, SYSTEM);
        others.stream().skip(1).forEach(host -> hosts.remove(host.id(), SYSTEM));
        machines.forEach(machine -> world.bean(SimulatedHosts.class).scrap(machine.name()));
    }

    @Test
    void everyHostIsThereWithItsReason() {
        withNetwork(add("roomy")).withSize(64, 256 * 1024, 2048 * 1024);
        withNetwork(add("rack-12-of-the-computing-centre-in-the-north-wing")).withSize(1, 128, 10 * 1024);
        add("lonely");
        for (int i = 0; i < 12; i++) {
            add("edge-" + i);
        }
        register();
        world.bean(Hosts.class).setEnabled(others.get(3).id(), false, SYSTEM);
        var vm = world.running("web-1");
        var page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.people.newAdministrator().user().name(), People.PASSWORD);
        page.navigate("/vms/" + vm);
        var every = page.getByRole(AriaRole.BUTTON, named("Every host"));
        every.click();
        var lines = page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.LISTITEM);
        assertThat(lines.nth(0)).containsText("roomy-" + tag + "Chosen: score");
        assertThat(lines.nth(1)).containsText(world.host.name() + "score");
        assertThat(lines.nth(2)).containsText("is too small");
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("edge-11-" + tag)))
                .containsText("does not have the network");
        // In a large fleet they are only counted.
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("takes no new VMs"))
                        .first())
                .isAttached();
        Screenshots.take(page, "placement");
        InSight.dialog(page, "Close");
        page.setViewportSize(390, 844);
        page.keyboard().press("Tab");
        page.keyboard().press("End");
        assertThat(lines.last()).isInViewport();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(every).isFocused();
        assertThat(browser.complaints()).isEmpty();
    }

    private SimulatedHost add(String name) {
        var machine = world.bean(SimulatedHosts.class).host(name + "-" + tag);
        machines.add(machine);
        return machine;
    }

    private SimulatedHost withNetwork(SimulatedHost machine) {
        return machine.withNetwork(NicKind.BRIDGE, world.network.source());
    }

    private void register() {
        for (var machine : machines) {
            var draft =
                    new HostDraft(machine.name(), machine.connection(), "/pool", Optional.of(Acceleration.EMULATED));
            others.add(KnownHosts.register(world::bean, draft));
        }
        for (var host : others) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(
                            () -> world.bean(Hosts.class).get(host.id(), SYSTEM),
                            view -> view.state() == HostState.ENABLED && view.poolAvailableMib() > 0);
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
