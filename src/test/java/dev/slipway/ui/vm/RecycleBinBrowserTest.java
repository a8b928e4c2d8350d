package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A member protects a VM, hibernates it, deletes it nevertheless, has it back, and is rid of it at last, in a real browser. */
@Tag("real")
class RecycleBinBrowserTest extends ScreenTest {
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
    void isProtectedHibernatedDeletedRestoredAndDeletedForGood() {
        var vm = world.running("web");
        var page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.member.user().name(), People.PASSWORD);
        page.navigate("/vms/" + vm);

        button(page, "Protect it").click();
        assertThat(page.getByText("On: nobody can delete it")).isVisible();
        assertThat(button(page, "Delete")).isDisabled();
        Screenshots.take(page, "vm-protected");
        button(page, "Take it off").click();
        var dialog = page.locator("vaadin-confirm-dialog");
        button(page, "Hibernate").click();
        assertThat(dialog.getByText("Starting it lets it go on where it was")).isVisible();
        Screenshots.take(page, "hibernate");
        dialog.getByRole(AriaRole.BUTTON, exactly("Hibernate")).click();
        assertThat(page.locator(".sw-vm-header .sw-badge")).hasText("Hibernated");
        assertThat(button(page, "Force off")).isEnabled();
        Screenshots.take(page, "vm-hibernated");
        button(page, "Force off").click();
        assertThat(dialog.getByText("It stays off, and starts anew.")).isVisible();
        Screenshots.take(page, "force-off-hibernated");
        dialog.getByRole(AriaRole.BUTTON, exactly("Keep")).click();
        assertThat(dialog).isHidden();

        button(page, "Delete").click();
        assertThat(dialog.getByText("What was kept of its memory is thrown away"))
                .isVisible();
        assertThat(dialog.getByText("It stays in the recycle bin for 7 days")).isVisible();
        Screenshots.take(page, "delete-to-bin");
        dialog.getByRole(AriaRole.BUTTON, exactly("Delete")).click();
        assertThat(page.locator(".sw-vm-header .sw-badge")).hasText("In the recycle bin");
        Screenshots.take(page, "vm-binned");

        page.navigate("/");
        var bin = page.getByText("Recycle bin (1)");
        assertThat(bin).isVisible();
        Screenshots.take(page, "my-vms-with-bin");
        bin.click();
        assertThat(page.getByText("1 VM · ")).isVisible();
        Screenshots.take(page, "recycle-bin");
        // Its rows are still being drawn anew, for the wide window.
        page.reload();
        page.getByLabel("Restore web").click();
        assertThat(page.getByText("Nothing is in the recycle bin")).isVisible();

        page.navigate("/vms/" + vm);
        assertThat(page.locator(".sw-vm-header .sw-badge")).hasText("Stopped");
        button(page, "Delete").click();
        dialog.getByRole(AriaRole.BUTTON, exactly("Delete for good")).click();
        assertThat(page.getByText("web is deleted")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    private static Locator button(Page page, String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    private static Locator.GetByRoleOptions exactly(String words) {
        return new Locator.GetByRoleOptions().setName(words).setExact(true);
    }
}
