package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.Images;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Actor;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.ui.ScreenTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A member builds a VM anew from the newer version of its image, in a real browser. */
@Tag("real")
class RebuildBrowserTest extends ScreenTest {
    @LocalServerPort
    int port;

    @TempDir
    Path files;

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
    void isTakenToTheNewerVersionFromItsPage() {
        var vm = world.stopped("web");
        var draft =
                new ImageDraft(world.image.name(), "", "Debian", "debian", Firmware.BIOS, true, true, 128, "2026-12");
        world.bean(Images.class).publish(draft, Qcow2Samples.file(files, 64, 2612), Actor.system("test"));
        var page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.member.user().name(), People.PASSWORD);
        page.navigate("/vms/" + vm);
        assertThat(page.getByText("Version 2026-12 is newer")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Rebuild")).click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByText("are gone for good")).isVisible();
        assertThat(dialog.locator("vaadin-select-value-button")).containsText("2026-12");
        Screenshots.take(page, "rebuild-dialog");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Rebuild").setExact(true))
                .click();

        assertThat(page.getByText(world.image.name() + " 2026-12")).isVisible();
        assertThat(page.getByText("Version 2026-12 is newer")).isHidden();
        assertThat(page.getByText("Rebuild VM").first()).isVisible();
        Screenshots.take(page, "vm-rebuilt");
        assertThat(browser.complaints()).isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
