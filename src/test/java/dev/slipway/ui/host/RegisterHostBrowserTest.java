package dev.slipway.ui.host;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An administrator registers a host in a real browser: the list fills by itself, and says what to do. */
@SlipwayTest
@Tag("real")
class RegisterHostBrowserTest {
    private final String name = "browser-" + UUID.randomUUID().toString().substring(0, 8);

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
        machines.scrap(name);
    }

    @Test
    void theListFillsAndIsMendedAndAccepted() {
        var machine = machines.host(name)
                .withClockAhead(Duration.ofMinutes(7))
                .withUefi(false)
                .withLatency(Duration.ofMillis(200));
        Page page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, new People(application).newAdministrator().user().name(), People.PASSWORD);
        page.navigate("/admin/hosts");
        button(page, "Register host").first().click();
        page.getByLabel("Name").fill(name);
        page.getByLabel("Address").fill("simulated:" + name + "?command=x");
        button(page, "Check").click();
        assertThat(page.getByText("without any parameter").first()).isVisible();
        page.getByLabel("Address").fill("qemu+ssh://slipway@rack1-a/system");
        button(page, "Make one instead").click();
        assertThat(page.getByText("ssh-ed25519").first()).isVisible();
        Screenshots.take(page, "host-ssh-key");
        page.getByLabel("Address").fill("simulated:" + name);
        button(page, "Check").click();

        assertThat(page.getByText("This cannot go on as it is.")).isVisible();
        assertThat(button(page, "Register").last()).isDisabled();
        assertThat(page.getByText("timedatectl set-ntp true").first()).isVisible();
        Screenshots.take(page, "host-check-failed");

        machine.withClockAhead(Duration.ZERO).withLatency(Duration.ZERO);
        button(page, "Check again").click();
        assertThat(page.getByText("It would work, with what the list warns of."))
                .isVisible();
        Screenshots.take(page, "host-check-warned");
        button(page, "Register in spite of warnings").click();

        assertThat(page.getByText("is registered; Slipway watches it")).isVisible();
        assertThat(page.locator("vaadin-grid").getByText(name).first()).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    private static Locator button(Page page, String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }
}
