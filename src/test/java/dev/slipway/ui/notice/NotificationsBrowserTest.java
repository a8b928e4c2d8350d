package dev.slipway.ui.notice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.notice.Receiver;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.TestMail;
import dev.slipway.ui.ScreenTest;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A member is told of a crash while they look at something else, and chooses how to be told, in a real browser. */
@Tag("real")
class NotificationsBrowserTest extends ScreenTest {
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
    }

    @Test
    void theBellRingsByItselfAndSettingsAreKept() throws Exception {
        var vm = world.running("web");
        Page page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.member.user().name(), People.PASSWORD);
        page.navigate("/quota");
        Locator bell = page.locator(".sw-bell vaadin-button");
        assertThat(bell).hasAttribute("aria-label", "Notifications, 1 unread");

        world.machine.virsh().crash(vm.value());

        assertThat(bell).hasAttribute("aria-label", "Notifications, 2 unread");
        bell.click();
        Locator latest = page.locator(".sw-bell-latest");
        assertThat(latest.getByText("web crashed")).isVisible();
        Screenshots.take(page, "bell");
        latest.getByText("web crashed").click();
        assertThat(page.locator(".sw-vm-header .sw-badge")).hasText("Stopped");
        assertThat(bell).hasAttribute("aria-label", "Notifications, 1 unread");

        page.navigate("/notifications");
        assertThat(page.locator(".sw-notifications li")).hasCount(2);
        Screenshots.take(page, "notifications");
        button(page, "Mark all as read").click();
        assertThat(bell).hasAttribute("aria-label", "Notifications");
        assertThat(button(page, "Mark all as read")).isDisabled();

        page.navigate("/account");
        Locator byMail = page.getByLabel("By e-mail: Something you began has failed.");
        assertThat(byMail).isDisabled();
        String address = "ada-" + UUID.randomUUID() + "@example.org";
        page.getByLabel("E-mail address").fill(address);
        button(page, "Send a code").click();
        Awaitility.await().until(() -> !TestMail.to(address).isEmpty());
        page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true))
                .fill(TestMail.to(address).getFirst().getSubject().replaceAll("\\D", ""));
        button(page, "Confirm").click();
        assertThat(page.getByText("Sent to " + address + ".")).isVisible();
        assertThat(byMail).isChecked();
        byMail.uncheck();
        callsAWebhook(page);
        Screenshots.take(page, "notification-settings");
        page.reload();
        assertThat(byMail).not().isChecked();
        assertThat(browser.complaints()).isEmpty();
    }

    private void callsAWebhook(Page page) {
        try (Receiver receiver = new Receiver()) {
            button(page, "Add webhook").click();
            Locator dialog = page.locator("vaadin-dialog").last();
            dialog.getByLabel("What it is for").fill("pager");
            dialog.getByLabel("Address").fill("ftp://hooks.example.org");
            dialog.getByRole(AriaRole.BUTTON, exactly("Add webhook")).click();
            assertThat(dialog.getByText("Webhooks are called by https or http only"))
                    .isVisible();
            dialog.getByLabel("Address").fill(receiver.url());
            dialog.getByRole(AriaRole.BUTTON, exactly("Add webhook")).click();
            assertThat(page.getByText("Copy it now: it is not shown again.")).isVisible();
            button(page, "I have copied it").click();
            button(page, "Test: pager").click();
            Awaitility.await().until(() -> !receiver.calls().isEmpty());
            button(page, "Calls: pager").click();
            Locator calls = page.locator("vaadin-dialog").last();
            // How a call went is written down a moment after it was answered.
            Awaitility.await().until(() -> {
                calls.getByRole(AriaRole.BUTTON, exactly("Look again")).click();
                return calls.getByText("Arrived").isVisible();
            });
            Screenshots.take(page, "webhook-calls");
            calls.getByRole(AriaRole.BUTTON, exactly("Close")).click();
        }
    }

    private static Locator button(Page page, String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    private static Locator.GetByRoleOptions exactly(String words) {
        return new Locator.GetByRoleOptions().setName(words).setExact(true);
    }
}
