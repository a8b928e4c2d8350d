package dev.slipway.ui.network;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.host.HostDraft;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.network.AddressPools;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.network.PoolDraft;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An administrator makes a bridge by the guide, in a real browser: the page notices it by itself. */
@SlipwayTest
@Tag("real")
class NetworksBrowserTest {
    private static final Actor ADMIN = Actor.system("test");

    private final String tag = UUID.randomUUID().toString().substring(0, 6);

    @Autowired
    ApplicationContext application;

    @Autowired
    SimulatedHosts machines;

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
        application.getBean(Hosts.class).list(ADMIN).stream()
                .filter(host -> host.name().equals("a-" + tag))
                .forEach(host -> application.getBean(Hosts.class).setEnabled(host.id(), false, ADMIN));
        machines.scrap("a-" + tag);
    }

    @Test
    void aBridgeIsMadeByTheGuideAndSeen() {
        var machine = machines.host("a-" + tag);
        KnownHosts.register(
                application::getBean, HostDraft.of("a-" + tag, "simulated:a-" + tag, "/pool", Optional.of("EMULATED")));
        // First by name: tables draw only the rows that are in sight, and other tests have networks too.
        var network = application
                .getBean(Networks.class)
                .register("0 office " + tag, "Reaches the office network", NetworkKind.BRIDGE, "br" + tag, ADMIN);
        application
                .getBean(AddressPools.class)
                .add(
                        network.id(),
                        new PoolDraft(
                                "192.168.10.0/24",
                                Optional.of("192.168.10.1"),
                                "192.168.10.1 9.9.9.9",
                                "192.168.10.20-192.168.10.219"),
                        ADMIN);
        Page page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, new People(application).newAdministrator().user().name(), People.PASSWORD);
        page.navigate("/admin/networks");
        assertThat(page.getByText("0 of 200 used").first()).isVisible();
        Screenshots.take(page, "networks");
        page.getByText("0 office " + tag).first().click();
        assertThat(page.getByText("Has no bridge br" + tag).first()).isVisible();
        Screenshots.take(page, "network");

        button(page, "How to make this bridge").click();
        page.getByLabel("Host").first().click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("a-" + tag))
                .click();
        assertThat(page.getByText("a-" + tag + " has no bridge br" + tag + " yet, as last seen."))
                .isVisible();
        assertThat(page.getByText("bridge_ports eth0")).isVisible();
        Screenshots.take(page, "bridge-guide");
        button(page, "Check now").click();
        assertThat(page.getByText("a-" + tag + " has no bridge br" + tag + ", as seen just now."))
                .isVisible();
        machine.withNetwork(NicKind.BRIDGE, "br" + tag);
        button(page, "Check now").click();
        assertThat(page.getByText("a-" + tag + " has the bridge br" + tag + "."))
                .isVisible();
        button(page, "Close").click();
        assertThat(page.getByText("Has bridge br" + tag).first()).isVisible();

        Screenshots.take(page, "network-offered");
        page.setViewportSize(390, 844);
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        button(page, "Edit").click();
        assertThat(page.getByLabel("Its name on hosts")).isVisible();
        Screenshots.take(page, "network-edit");
        assertThat(browser.complaints()).isEmpty();
    }

    private static Locator button(Page page, String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }
}
