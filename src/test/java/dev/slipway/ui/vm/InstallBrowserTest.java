package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.e2e.Screenshots;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Installing from one disc with another one beside it, in a real browser. */
@Tag("real")
class InstallBrowserTest extends ScreenTest {
    @LocalServerPort
    int port;

    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.start();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aDriverDiscGoesAlongAndTheInstallerLeavesByItself() {
        var windows = IsoSamples.published(world.bean(Images.class), "Windows Server 2025");
        var system = IsoSamples.published(world.bean(Images.class));
        var drivers = IsoSamples.published(world.bean(Images.class));
        page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.member.user().name(), People.PASSWORD);

        page.navigate("/launch?image=" + world.image.version());
        assertThat(page.getByText("Add a key")).isVisible();
        assertThat(second()).hasCount(0);
        page.navigate("/launch?image=" + windows.version());
        assertThat(leaves()).not().isChecked();
        assertThat(page.getByText("The setup of Windows restarts in the middle"))
                .isVisible();
        // Drivers and systems are told apart by their names only, so all are offered but the one that is installed
        // from.
        page.navigate("/launch?image=" + system.version());
        assertThat(leaves()).isChecked();
        second().fill(system.name());
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(0);
        choose(drivers);
        page.getByRole(AriaRole.TEXTBOX, named("Name")).fill("install-1");
        chooseNetwork();
        leaves().evaluate("box => box.scrollIntoView({block: 'center'})");
        InSight.all(page.locator(".sw-panel").filter(new Locator.FilterOptions().setHas(second())));
        Screenshots.take(page, "launch-with-second-disc");
        page.getByRole(AriaRole.BUTTON, named("Copy as API call")).click();
        assertThat(page.locator(".sw-api-call")).containsText("\"secondDisc\":\"" + drivers.version() + "\"");
        assertThat(page.locator(".sw-api-call")).containsText("\"discOutAtReboot\":true");
        page.getByRole(AriaRole.BUTTON, named("Close")).click();
        page.getByRole(AriaRole.BUTTON, named("Launch")).click();

        page.waitForURL(Pattern.compile("/vms/[0-9a-f-]{36}.*"));
        var id = Pattern.compile("/vms/([0-9a-f-]{36})").matcher(page.url());
        assertThat(id.find()).isTrue();
        var vm = UUID.fromString(id.group(1));
        page.waitForURL(Pattern.compile("/console"));
        page.navigate("/vms/" + vm);
        assertThat(drive(1)).containsText(system.name());
        assertThat(drive(2)).containsText(drivers.name());
        assertThat(page.getByText("taken out by itself once the guest has restarted"))
                .isVisible();
        Screenshots.take(page, "vm-with-two-discs");

        world.machine.virsh().openDrive(vm, 1);
        assertThat(drive(2)).containsText("Opened by the guest");
        world.machine.virsh().changeMedia(vm, 0, Optional.empty());
        assertThat(drive(1)).containsText("Empty on its host: taken out outside Slipway.");
        page.setViewportSize(390, 844);
        page.locator(".sw-drives").evaluate("drives => drives.scrollIntoView({block: 'center'})");
        InSight.all(page.locator(".sw-drives"));
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/drives-phone.png")));
        Screenshots.take(page, "vm-with-opened-drive");

        world.machine.virsh().rebootFromInside(vm);
        assertThat(drive(1)).containsText("Empty");
        assertThat(drive(1)).not().containsText(system.name());
        assertThat(drive(2)).containsText(drivers.name());
        assertThat(drive(2)).not().containsText("Opened by the guest");
        assertThat(page.getByText("When what you install is on the disk, take the disc out."))
                .isVisible();
        Screenshots.take(page, "vm-without-installer");
        assertThat(browser.complaints()).isEmpty();
    }

    private Locator drive(int number) {
        return page.locator(".sw-drive").nth(number - 1);
    }

    private Locator second() {
        return page.getByRole(AriaRole.COMBOBOX, named("Second disc"));
    }

    private Locator leaves() {
        return page.getByRole(AriaRole.CHECKBOX, named("Take the disc out at the first reboot"));
    }

    private void choose(ImageView disc) {
        second().fill(disc.name());
        page.getByRole(AriaRole.OPTION, named(disc.name() + " 1")).click();
    }

    /** The only one that this world's host has. */
    private void chooseNetwork() {
        page.locator("vaadin-select")
                .filter(new Locator.FilterOptions().setHasText("Network"))
                .click();
        page.getByRole(AriaRole.OPTION, named(world.network.name())).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
