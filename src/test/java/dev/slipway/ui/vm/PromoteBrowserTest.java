package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Role;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A manager makes an image of a VM in a real browser. */
@Tag("real")
class PromoteBrowserTest extends ScreenTest {
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
    void anImageIsMadeOfAStoppedVmAndFoundFromItsPage() {
        var vm = world.stopped("model");
        var page = browser.desk("http://127.0.0.1:" + port);
        var manager = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        Browser.signIn(page, manager.user().name(), People.PASSWORD);
        page.navigate("/vms/" + vm);
        page.getByRole(AriaRole.BUTTON, named("Make an image of it")).click();
        assertThat(page.getByText("Machine id, SSH host keys")).isVisible();
        page.getByText("Machine id, SSH host keys").scrollIntoViewIfNeeded();
        Screenshots.take(page, "promote-dialog-cleaning");
        doNotClean(page);
        assertThat(page.getByText("Nothing is cleaned")).isVisible();
        assertThat(page.getByText("sudo cloud-init clean")).isVisible();
        Screenshots.take(page, "promote-dialog");
        page.getByRole(AriaRole.TEXTBOX, named("Name")).fill("Our web server");
        page.getByRole(AriaRole.BUTTON, named("Make the image")).click();

        assertThat(page.getByText("Made into", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, named("model"))).isVisible();
        Screenshots.take(page, "vm-made-into-image");
        page.locator("a[href^='images/']").getByText("Our web server").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Our web server"))).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    private static void doNotClean(Page page) {
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Remove from the image"))
                .click();
    }

    @Test
    void aRunningVmSaysBeforeWhatItMeansAndItsImageSaysAfterwards() {
        var vm = world.running("busy");
        var page = browser.desk("http://127.0.0.1:" + port);
        var manager = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        Browser.signIn(page, manager.user().name(), People.PASSWORD);
        page.navigate("/vms/" + vm);
        page.getByRole(AriaRole.BUTTON, named("Make an image of it")).click();
        assertThat(page.getByText("It runs, and goes on")).isVisible();
        doNotClean(page);
        assertThat(page.getByText("removed from this VM too, which goes on")).isVisible();
        Screenshots.take(page, "promote-running-dialog");
        page.getByRole(AriaRole.TEXTBOX, named("Name")).fill("Taken in its stride");
        page.getByRole(AriaRole.BUTTON, named("Make the image")).click();

        assertThat(page.getByText("Made into", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        page.locator("a[href^='images/']").getByText("Taken in its stride").click();
        assertThat(page.getByText("The disk was copied while the VM ran")).isVisible();
        Screenshots.take(page, "image-made-of-running-vm");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void clonesAreMadeOfAVmAndShownInTheList() {
        var vm = world.running("model");
        var page = browser.desk("http://127.0.0.1:" + port);
        var manager = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        Browser.signIn(page, manager.user().name(), People.PASSWORD);
        page.navigate("/vms/" + vm);
        page.getByRole(AriaRole.BUTTON, named("Clone")).click();
        assertThat(page.getByText("It runs, and goes on")).isVisible();
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Name"))
                .fill("node-{n}");
        page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("How many"))
                .fill("2");
        assertThat(page.getByText("They will be called node-1, node-2.")).isVisible();
        Screenshots.take(page, "clone-dialog");
        page.locator("vaadin-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Clone").setExact(true))
                .click();

        assertThat(page.getByText("node-2", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        Screenshots.take(page, "clones-in-the-list");
        assertThat(browser.complaints()).isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
