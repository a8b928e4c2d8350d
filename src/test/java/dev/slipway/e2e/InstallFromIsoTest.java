package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Browser;
import dev.slipway.testing.GuestAgent;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A system installed from a disc, by keys on the console in a real browser, on a real host; and the discs after that. */
@RealHostTest
class InstallFromIsoTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Duration GUEST_BOOTS = Duration.ofSeconds(180);
    private static Browser browser;

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final TestHost host = RealParts.get().host();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private Portal portal;
    private Page page;
    private ImageView disc;
    private ImageView drivers;

    @BeforeAll
    static void open() {
        browser = Browser.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is not a broken page
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void publishAndSignIn() {
        portal = new Portal(new ApiClient(
                port, Optional.of(new People(application).named("admin").token())));
        portal.launchBody("waits-for-the-bootstrap");
        disc = application
                .getBean(Images.class)
                .publish(
                        new ImageDraft(
                                ImageKind.ISO,
                                "Tiny installer " + tag,
                                ImageAbout.of("Installs a very small Linux when you press Enter."),
                                ImageSystem.of("Slipway tiny", Firmware.BIOS, "", false, true),
                                new ImageNeeds(1, 128, 64),
                                "1",
                                ""),
                        RealParts.installer(),
                        SYSTEM);
        drivers = IsoSamples.published(application.getBean(Images.class));
        page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, "admin", RealParts.ADMIN_PASSWORD);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("My VMs")))
                .isVisible();
    }

    @AfterEach
    void leaveNothing() {
        portal.deleteAllCalled(tag);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void installsFromADiscThatLeavesByItselfAndStartsFromTheDisk() {
        String vm = launchFromTheDisc("install-" + tag);

        // The console opens by itself as soon as there is a screen.
        page.waitForURL(
                Pattern.compile("/vms/" + vm + "/console"),
                new Page.WaitForURLOptions().setTimeout(GUEST_BOOTS.toMillis()));
        awaitDrives(vm, true, true);
        await("the installer")
                .atMost(GUEST_BOOTS)
                .until(() -> commandLine(vm).contains(" installer")
                        && !GuestAgent.read(host, vm, "/run/banner").isEmpty());
        Screenshots.take(page, "installer");
        installByKeys(vm);

        await("the installed system")
                .atMost(GUEST_BOOTS)
                .until(() ->
                        commandLine(vm).contains("quiet") && !commandLine(vm).contains(" installer"));
        // The agent answers before the guest has written down what it stands on.
        var disk = await("its disk")
                .atMost(GUEST_BOOTS)
                .until(() -> GuestAgent.read(host, vm, "/run/disk"), found -> !found.isEmpty());
        assertThat(disk).startsWith("vda");
        page.navigate("/vms/" + vm);
        assertThat(page.getByText(Pattern.compile("^10\\.\\d+\\.\\d+\\.\\d+$")).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(GUEST_BOOTS.toMillis()));
        // The guest has restarted, so the installer has left by itself; the other disc is still there.
        awaitDrives(vm, false, true);
        assertThat(page.locator(".sw-drive").first()).containsText("Empty");
        assertThat(page.locator(".sw-drive").last()).containsText(drivers.name());
        assertThat(page.getByText("By itself, since its guest has restarted").first())
                .isVisible();
        Screenshots.take(page, "vm-after-installation");

        press("Take the disc out of drive 2");
        awaitDrives(vm, false, false);
        insertIntoSecondDrive();
        awaitDrives(vm, false, true);
        assertThat(page.locator(".sw-drive").last()).containsText(disc.name());

        portal.act(vm, "force-off");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "STOPPED");
        isMendedFromItsDisc(vm);
        press("Take the disc out of drive 2");
        awaitDrives(vm, false, false);
        portal.act(vm, "start");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "RUNNING");
        await("the installed system, without any disc")
                .atMost(GUEST_BOOTS)
                .until(() ->
                        commandLine(vm).contains("quiet") && !commandLine(vm).contains(" installer"));
        portal.deleteAndWait(vm);
        application.getBean(CuratedImages.class).delete(disc.version(), SYSTEM);
        application.getBean(CuratedImages.class).delete(drivers.version(), SYSTEM);
        assertThat(host.exec("ls", host.poolPath())).doesNotContain(vm);
    }

    /** Its disk starts first, unless it is in rescue. */
    private void isMendedFromItsDisc(String vm) {
        press("Rescue boot");
        Locator dialog = page.locator("vaadin-confirm-dialog");
        assertThat(dialog.getByText("It starts so each time, until you leave rescue."))
                .isVisible();
        Screenshots.take(page, "rescue-boot");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Rescue boot").setExact(true))
                .click();
        portal.awaitStatus(vm, Duration.ofSeconds(60), "IN_RESCUE");
        await("the system on the disc")
                .atMost(GUEST_BOOTS)
                .until(() -> commandLine(vm).contains(" installer"));
        assertThat(GuestAgent.read(host, vm, "/proc/partitions")).contains("vda");
        assertThat(page.locator(".sw-vm-header .sw-badge")).hasText("In rescue");
        Screenshots.take(page, "vm-in-rescue");
        portal.act(vm, "leave-rescue");
        portal.awaitStatus(vm, Duration.ofSeconds(60), "STOPPED");
        portal.act(vm, "start");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "RUNNING");
        await("the installed system, with the disc in its drive")
                .atMost(GUEST_BOOTS)
                .until(() ->
                        commandLine(vm).contains("quiet") && !commandLine(vm).contains(" installer"));
        portal.act(vm, "force-off");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "STOPPED");
        // Drawn anew, with the discs below.
        assertThat(page.locator(".sw-vm-header .sw-badge")).hasText("Stopped");
    }

    private String launchFromTheDisc(String name) {
        page.navigate("/images");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Search images"))
                .fill(disc.name());
        page.locator("a[href='launch?image=" + disc.version() + "']").click();
        assertThat(page.locator("vaadin-radio-button[checked]").getByText(disc.name()))
                .isVisible();
        assertThat(page.getByText("Add a key")).hasCount(0);
        page.locator("vaadin-text-field")
                .filter(new Locator.FilterOptions().setHasText("Name"))
                .locator("input")
                .first()
                .fill(name);
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Second disc"))
                .fill(drivers.name());
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(drivers.name() + " 1"))
                .click();
        assertThat(page.getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName("Take the disc out at the first reboot")))
                .isChecked();
        Screenshots.take(page, "launch-from-disc");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch"))
                .click();
        page.waitForURL(Pattern.compile("/vms/[0-9a-f-]{36}"));
        var id = Pattern.compile("/vms/([0-9a-f-]{36})").matcher(page.url());
        assertThat(id.find()).as(page.url()).isTrue();
        return id.group(1);
    }

    /** Whoever has read the question presses Enter; pressed too early, it is nobody's. */
    private void installByKeys(String vm) {
        Locator screen = page.locator("slipway-console");
        screen.click();
        await("the installer to begin")
                .atMost(GUEST_BOOTS)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    if (GuestAgent.read(host, vm, "/run/dd.log").isEmpty()
                            && commandLine(vm).contains(" installer")) {
                        page.keyboard().press("Enter");
                        return false;
                    }
                    return true;
                });
    }

    private String commandLine(String vm) {
        return GuestAgent.read(host, vm, "/proc/cmdline");
    }

    private void press(String label) {
        Locator button = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
        assertThat(button).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(30_000));
        button.click();
    }

    private void insertIntoSecondDrive() {
        press("Insert a disc into drive 2");
        Locator dialog = page.locator("vaadin-dialog");
        dialog.locator("vaadin-select").click();
        page.locator("vaadin-select-item").getByText(disc.name()).click();
        Screenshots.take(page, "insert-disc");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Insert").setExact(true))
                .click();
    }

    /** As the host has it, running or not. */
    private void awaitDrives(String vm, boolean first, boolean second) {
        await("discs in the drives").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String drives = host.exec("virsh", "-q", "domblklist", vm);
            assertThat(drives).containsPattern(first ? "sda +/.+\\.iso" : "sda +-");
            assertThat(drives).containsPattern(second ? "sdb +/.+\\.iso" : "sdb +-");
            assertThat(portal.vm(vm).path("operation").path("ended").asBoolean())
                    .isTrue();
        });
    }
}
