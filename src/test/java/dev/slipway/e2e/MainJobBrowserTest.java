package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Browser;
import dev.slipway.testing.GuestAgent;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What a newcomer does, in a real browser, on a real host: sign in, launch, work on the screen, switch off, delete. */
@RealHostTest
class MainJobBrowserTest {
    private static final Pattern BACKUP_MENU = Pattern.compile("Actions of the backup of .*");
    private static final Duration GUEST_BOOTS = Duration.ofSeconds(120);
    private static Browser browser;

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final TestHost host = RealParts.get().host();
    private Portal portal;
    private Page page;

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
    void signIn() {
        portal = new Portal(new ApiClient(
                port, Optional.of(new People(application).named("admin").token())));
        portal.launchBody("waits-for-the-bootstrap");
        page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, "admin", RealParts.ADMIN_PASSWORD);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("My VMs")))
                .isVisible();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void launchesAVmAndWorksOnItsScreen() {
        assertThat(page.locator(".sw-quota")).isVisible();
        String name = name("screen");
        launch(name);
        assertThat(page.locator(".sw-operation .sw-steps li")).hasCount(6);
        // May close the tab and come back: what goes on, goes on.
        page.navigate("/");
        assertThat(page.getByText(name).first()).isVisible();
        Screenshots.take(page, "my-vms");
        page.getByText(name).first().click();
        badge("Running", Duration.ofSeconds(10));
        String vm = vmOf(page.url());
        Locator address =
                page.getByText(Pattern.compile("^10\\.\\d+\\.\\d+\\.\\d+$")).first();
        assertThat(address).isVisible(within(GUEST_BOOTS));
        Screenshots.take(page, "vm-running");

        readsItsBootLog();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open console"))
                .first()
                .click();
        Locator screen = page.locator("slipway-console");
        assertThat(screen).isVisible();
        awaitSamePicture(vm);
        BufferedImage before = hostPicture(vm);

        screen.click();
        page.keyboard().type("slipway");
        page.keyboard().press("Enter");
        String marker = "typed" + UUID.randomUUID().toString().substring(0, 8);
        await("the guest to greet")
                .atMost(Duration.ofSeconds(20))
                .until(() -> difference(before, hostPicture(vm)) > 0.001);
        page.waitForTimeout(2000);
        page.keyboard().type("echo " + marker + " > /tmp/typed");
        page.keyboard().press("Enter");
        await("the typed line in the guest")
                .atMost(Duration.ofSeconds(20))
                .until(() -> GuestAgent.read(host, vm, "/tmp/typed").contains(marker));
        awaitSamePicture(vm);
        Screenshots.take(page, "console");

        page.navigate("/");
        await("the VNC connection to be freed").atMost(Duration.ofSeconds(5)).until(() -> vncClients(vm) == 0);
        page.navigate("/vms/" + vm);
        talksToItOverItsSerialLine(vm);
        portal.deleteAndWait(vm);
    }

    /** From a VM's page and back to it. */
    private void readsItsBootLog() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Boot log"))
                .click();
        Locator log = page.locator("slipway-boot-log");
        assertThat(log.getByRole(AriaRole.LOG)).containsText("READY", containing(GUEST_BOOTS));
        log.getByRole(AriaRole.SEARCHBOX).fill("ready");
        assertThat(log.locator("mark.here")).hasText("READY");
        assertThat(log.getByText(Pattern.compile("^1 of \\d+$"))).isVisible();
        Screenshots.take(page, "boot-log");
        page.locator(".sw-console-bar a.name").click();
        badge("Running", Duration.ofSeconds(10));
    }

    /** What is typed arrives in the guest, its answer is seen, and the line comes back when the guest was off. */
    private void talksToItOverItsSerialLine(String vm) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Serial console"))
                .click();
        Locator terminal = page.locator("slipway-serial");
        connected(terminal);
        page.keyboard().press("Enter");
        awaitScreen("login:");
        page.keyboard().type("slipway\n");
        awaitScreen("$ ");
        String marker = UUID.randomUUID().toString().substring(0, 8);
        page.keyboard().type("echo over-$((40 + 2))-" + marker + " | tee /tmp/serial\n");
        awaitScreen("over-42-" + marker);
        assertThat(GuestAgent.read(host, vm, "/tmp/serial")).contains("over-42-" + marker);
        Screenshots.take(page, "serial-console");

        host.exec("virsh", "-q", "destroy", vm);
        assertThat(terminal).hasAttribute("data-state", "disconnected");
        assertThat(terminal).containsText("comes back by itself");
        portal.awaitStatus(vm, Duration.ofSeconds(20), "STOPPED");
        portal.act(vm, "start");
        connected(terminal);
        page.locator(".sw-console-bar a.name").click();
        badge("Running", Duration.ofSeconds(10));
    }

    private static void connected(Locator terminal) {
        assertThat(terminal)
                .hasAttribute(
                        "data-state", "connected", new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    }

    /** What the terminal has drawn: it paints, so it is asked. */
    private void awaitScreen(String words) {
        await("the terminal to show " + words)
                .atMost(Duration.ofSeconds(60))
                .until(() -> page.evaluate("() => document.querySelector('slipway-serial').text")
                        .toString()
                        .contains(words));
    }

    private static LocatorAssertions.ContainsTextOptions containing(Duration deadline) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(deadline.toMillis());
    }

    @Test
    void typesForTheKeyboardThatTheGuestHas() {
        String vm = portal.launch(portal.launchBody(name("keyboards")));
        await("its agent")
                .atMost(GUEST_BOOTS)
                .until(() -> !GuestAgent.read(host, vm, "/proc/uptime").isEmpty());
        page.navigate("/vms/" + vm + "/console");
        awaitSamePicture(vm);
        GuestKeyboards keyboards = new GuestKeyboards(page, host, vm);
        keyboards.typeAll("gb", "English (UK)", "£€¬");
        keyboards.typeAll("fr", "French", "éèçàùâêîôûëïü€£§µ²°");
        keyboards.typeAll("es", "Spanish", "ñÑçÇáéíóúüàô¿¡ºª·€");
        keyboards.typeAll("de", "German", "äöüÄÖÜß€§°²³µéàô");
        Screenshots.take(page, "console-keyboard");
        // Remembered for this VM; what the person presses goes the same way.
        page.reload();
        assertThat(page.getByText("Guest keyboard: German")).isVisible();
        page.waitForFunction("() => document.querySelector('slipway-console').state === 'connected'");
        keyboards.typeAll("us", "English (US)", "");

        portal.act(vm, "force-off");
        assertThat(page.locator("slipway-console .message")).containsText("so there is no screen. Start it first.");
        Screenshots.take(page, "console-off");
        page.locator(".sw-console-bar")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start"))
                .click();
        awaitSamePicture(vm);
        portal.deleteAndWait(vm);
    }

    @Test
    void twoVmsShowDifferentScreens() {
        String one = portal.launch(portal.launchBody(name("one")));
        String two = portal.launch(portal.launchBody(name("two")));
        for (String vm : List.of(one, two)) {
            await("the login of " + vm)
                    .atMost(GUEST_BOOTS)
                    .until(() -> !portal.vm(vm).path("addresses").isEmpty());
        }
        page.navigate("/vms/" + one + "/console");
        awaitSamePicture(one);
        assertThat(difference(hostPicture(two), browserPicture()))
                .as("a screen of its own")
                .isPositive();
        List.of(one, two).parallelStream().forEach(portal::deleteAndWait);
    }

    @Test
    void powersAndDeletes() {
        List<String> before = portal.usage();
        String vm = portal.launch(portal.launchBody(name("power")));
        await("an address")
                .atMost(GUEST_BOOTS)
                .until(() -> !portal.vm(vm).path("addresses").isEmpty());
        page.navigate("/vms/" + vm);
        press("Shut down");
        badge("Stopped", Duration.ofSeconds(60));
        Screenshots.take(page, "vm-stopped");
        press("Start");
        badge("Running", Duration.ofSeconds(20));
        await("an address")
                .atMost(GUEST_BOOTS)
                .until(() -> !portal.vm(vm).path("addresses").isEmpty());
        setsAPassword(vm);
        press("Reboot");
        // It says "Running" before as well as after: the operation tells when it is over.
        await("the reboot").atMost(Duration.ofSeconds(90)).until(() -> {
            var operation = portal.vm(vm).path("operation");
            return operation.path("kind").asString().equals("reboot-vm")
                    && operation.path("ended").asBoolean();
        });
        badge("Running", Duration.ofSeconds(10));
        press("Pause");
        badge("Paused", Duration.ofSeconds(20));
        Screenshots.take(page, "vm-paused");
        press("Resume");
        badge("Running", Duration.ofSeconds(20));
        press("Reset");
        confirm("Reset");
        await("the reset").atMost(Duration.ofSeconds(90)).until(() -> {
            var operation = portal.vm(vm).path("operation");
            return operation.path("kind").asString().equals("reset-vm")
                    && operation.path("state").asString().equals("DONE");
        });
        page.getByText("Start it again then").click();
        assertThat(page.getByText("Is started again by itself", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        host.exec("pkill", "-KILL", "-f", "uuid " + vm);
        await("it to be started again by itself")
                .atMost(Duration.ofSeconds(90))
                .until(() -> portal.vm(vm)
                                .path("operation")
                                .path("requestedBy")
                                .asString("")
                                .equals("system:restart-policy")
                        && portal.status(vm).equals("RUNNING"));
        badge("Running", Duration.ofSeconds(20));
        Screenshots.take(page, "vm-restarted");
        press("Resize");
        page.locator("vaadin-dialog vaadin-radio-button")
                .filter(new Locator.FilterOptions().setHasText("small"))
                .click();
        Screenshots.take(page, "vm-resize");
        page.locator("vaadin-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Resize").setExact(true))
                .click();
        await("its new size")
                .atMost(Duration.ofSeconds(60))
                .until(() -> portal.vm(vm).path("size").asString().equals("small"));
        var waiting = page.getByText("gets its vCPUs and memory at its next start");
        assertThat(waiting).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel new size")))
                .isEnabled();
        Screenshots.take(page, "vm-size-waits");
        press("Force off");
        confirm("Force off");
        badge("Stopped", Duration.ofSeconds(20));
        press("Start");
        badge("Running", Duration.ofSeconds(20));
        assertThat(waiting).isHidden();
        assertThat(host.exec("virsh", "-q", "dommemstat", vm)).contains("actual 1048576");
        assertThat(host.exec("sh", "-c", "qemu-img info -U " + host.poolPath() + "/vm-" + vm + "-disk*.qcow2"))
                .contains("10 GiB (10737418240 bytes)");
        press("Delete");
        assertThat(page.getByText("It is on right now", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        Screenshots.take(page, "delete-running");
        confirm("Delete");
        badge("In the recycle bin", Duration.ofSeconds(30));
        Screenshots.take(page, "vm-binned");
        assertThat(host.exec("virsh", "-q", "list", "--uuid")).doesNotContain(vm);
        press("Restore");
        badge("Stopped", Duration.ofSeconds(10));
        press("Start");
        badge("Running", Duration.ofSeconds(20));
        press("Delete");
        confirm("Delete");
        badge("In the recycle bin", Duration.ofSeconds(30));
        press("Delete for good");
        confirm("Delete for good");
        assertThat(page.getByText("is deleted", new Page.GetByTextOptions().setExact(false))
                        .first())
                .isVisible(within(Duration.ofSeconds(30)));
        assertThat(host.exec("virsh", "-q", "list", "--all", "--uuid")).doesNotContain(vm);
        assertThat(host.exec("ls", host.poolPath())).doesNotContain(vm);
        assertThat(portal.usage()).isEqualTo(before);
    }

    private void showsItsDefinition(String vm) {
        await("its definition to be seen")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !portal.api()
                        .get("/api/v1/vms/" + vm + "/definitions")
                        .body()
                        .isEmpty());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("libvirt XML"))
                .click();
        assertThat(page.locator(".sw-definition")).containsText("<uuid>" + vm + "</uuid>");
        Screenshots.take(page, "vm-definition");
        page.locator("vaadin-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .click();
    }

    /** What the portal shows is what lets in: the guest's own hash of it says so. */
    private void setsAPassword(String vm) {
        await("the guest's agent")
                .atMost(GUEST_BOOTS)
                .until(() -> !GuestAgent.read(host, vm, "/etc/shadow").isEmpty());
        assertThat(page.getByText("Slipway tiny (Linux"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(GUEST_BOOTS.toMillis()));
        assertThat(page.getByText("/disk: ")).isVisible();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Set a password").setExact(true))
                .click();
        page.locator("vaadin-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Set a password").setExact(true))
                .click();
        String made = page.locator(".sw-secret .sw-mono").textContent();
        Screenshots.take(page, "vm-password");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("I have copied it"))
                .click();
        await("the guest to be told").atMost(Duration.ofSeconds(60)).until(() -> {
            var operation = portal.vm(vm).path("operation");
            return operation.path("kind").asString().equals("set-guest-password")
                    && operation.path("state").asString().equals("DONE");
        });
        String hash = GuestAgent.read(host, vm, "/etc/shadow")
                .lines()
                .filter(line -> line.startsWith("root:"))
                .findAny()
                .orElseThrow()
                .split(":")[1];
        assertThat(host.exec("perl", "-e", "print crypt($ARGV[0], $ARGV[1])", made, hash))
                .isEqualTo(hash);
    }

    @Test
    void goesBackToASnapshot() {
        List<String> before = portal.usage();
        String vm = portal.launch(portal.launchBody(name("kept")));
        await("its agent")
                .atMost(GUEST_BOOTS)
                .until(() -> !GuestAgent.read(host, vm, "/proc/uptime").isEmpty());
        GuestAgent.write(host, vm, "/disk/kept", "as it was");
        page.navigate("/vms/" + vm);
        badge("Running", Duration.ofSeconds(20));
        snapshots("Take a snapshot…").click();
        page.locator("vaadin-dialog vaadin-text-field")
                .filter(new Locator.FilterOptions().setHasText("Name"))
                .locator("input")
                .fill("before the change");
        page.locator("vaadin-dialog vaadin-text-field")
                .filter(new Locator.FilterOptions().setHasText("Note"))
                .locator("input")
                .fill("All is well.");
        Screenshots.take(page, "vm-snapshot-dialog");
        inDialog("Take snapshot");
        assertThat(page.getByText("You are here")).isVisible(within(Duration.ofSeconds(60)));
        badge("Running", Duration.ofSeconds(20));
        GuestAgent.write(host, vm, "/disk/kept", "as it must not be");

        Screenshots.take(page, "vm-snapshots");
        snapshots("Go back to before the change").click();
        Screenshots.take(page, "vm-revert");
        inDialog("Go back");
        await("what was in the guest")
                .atMost(Duration.ofSeconds(60))
                .until(() -> GuestAgent.read(host, vm, "/disk/kept").equals("as it was"));
        await("the end of it")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        portal.vm(vm).path("operation").path("state").asString().equals("DONE"));
        page.navigate("/vms/" + vm + "/console");
        awaitSamePicture(vm);
        page.navigate("/vms/" + vm);
        isBackedUp(vm);
        snapshots("Delete before the change").click();
        confirm("Delete");
        assertThat(page.getByText("None yet", new Page.GetByTextOptions().setExact(false)))
                .isVisible(within(Duration.ofSeconds(30)));
        assertThat(host.exec("sh", "-c", "qemu-img snapshot -U -l " + host.poolPath() + "/vm-" + vm + "-disk.qcow2"))
                .isBlank();
        portal.deleteAndWait(vm);
        page.navigate("/backups");
        assertThat(page.getByText("(gone)").first()).isVisible();
        Screenshots.take(page, "backups");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(BACKUP_MENU))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete…"))
                .click();
        confirm("Delete");
        assertThat(page.getByText("No backups yet").first()).isVisible(within(Duration.ofSeconds(30)));
        assertThat(portal.usage()).isEqualTo(before);
    }

    /** While it runs and has a snapshot; and the file is what was kept. */
    private void isBackedUp(String vm) {
        inPanel("Back up…").click();
        Screenshots.take(page, "vm-backup-dialog");
        confirm("Back up");
        var link = page.locator(".sw-panel .sw-download");
        assertThat(link).isVisible(within(Duration.ofSeconds(90)));
        badge("Running", Duration.ofSeconds(20));
        var kept = portal.api().get("/api/v1/vms/" + vm + "/backups").body().path(0);
        try {
            assertThat(Files.size(page.waitForDownload(link::click).path()))
                    .isEqualTo(kept.path("fileBytes").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Screenshots.take(page, "vm-backups");
        page.locator(".sw-panel")
                .getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(BACKUP_MENU))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Check"))
                .click();
        assertThat(page.getByText("found whole")).isVisible(within(Duration.ofSeconds(30)));
        page.locator(".sw-panel")
                .getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(BACKUP_MENU))
                .click();
        Screenshots.take(page, "vm-backup-menu");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Restore as a new VM…"))
                .click();
        assertThat(page.locator("vaadin-dialog .sw-quota")).isVisible();
        Screenshots.take(page, "vm-backup-as-new");
        inDialog("Cancel");
    }

    @Test
    void aDiskGoesFromGuestToGuest() {
        List<String> before = portal.usage();
        String vm = portal.launch(portal.launchBody(name("has-disk")));
        String otherName = name("gets-disk");
        String other = portal.launch(portal.launchBody(otherName));
        page.navigate("/vms/" + vm);
        badge("Running", Duration.ofSeconds(20));
        await("its agent")
                .atMost(GUEST_BOOTS)
                .until(() -> !GuestAgent.read(host, vm, "/proc/uptime").isEmpty());
        inPanel("Make larger: its own").click();
        page.locator("vaadin-dialog vaadin-integer-field input").fill("2");
        Screenshots.take(page, "vm-own-disk-dialog");
        inDialog("Make larger");
        awaitInGuest(vm, "/sys/block/vda/size", "4194304");
        // It runs from memory, so none of its disk is what its agent could grow.
        assertThat(page.getByText("growpart /dev/vda 1")).isVisible();
        getsANetworkCard(vm);
        inPanel("Add a disk…").click();
        page.locator("vaadin-dialog vaadin-text-field input").fill("data");
        page.locator("vaadin-dialog vaadin-integer-field input").fill("1");
        assertThat(page.locator("vaadin-dialog .sw-quota")).isVisible();
        Screenshots.take(page, "vm-disk-dialog");
        inDialog("Add disk");
        awaitInGuest(vm, "/sys/block/vdc/size", "2097152");
        GuestAgent.write(host, vm, "/dev/vdc", "as it was written");

        inPanel("Make larger: data").click();
        inDialog("Make larger");
        awaitInGuest(vm, "/sys/block/vdc/size", "4194304");
        // Nothing is mounted from it, so there is nothing that its agent could grow.
        assertThat(page.getByText("resize2fs")).isVisible();
        Screenshots.take(page, "vm-disks");
        inPanel("Detach: data").click();
        confirm("Detach");
        awaitInGuest(vm, "/sys/block/vdc/size", "");

        page.navigate("/disks");
        assertThat(page.getByText("no VM").first()).isVisible();
        Screenshots.take(page, "disks");
        inMenuOf("data", "Attach…");
        page.locator("vaadin-dialog vaadin-select").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(otherName))
                .click();
        inDialog("Attach");
        await("its agent")
                .atMost(GUEST_BOOTS)
                .until(() -> !GuestAgent.read(host, other, "/proc/uptime").isEmpty());
        awaitInGuest(other, "/sys/block/vdc/size", "4194304");
        assertThat(GuestAgent.read(host, other, "/dev/vdc")).startsWith("as it was written");
        portal.deleteAndWait(other);
        portal.deleteAndWait(vm);
        assertThat(page.getByText("no VM").first()).isVisible();
        inMenuOf("data", "Delete…");
        confirm("Delete");
        assertThat(page.getByText("No disks yet")).isVisible(within(Duration.ofSeconds(30)));
        assertThat(host.exec("ls", host.poolPath())).doesNotContain("disk-");
        assertThat(portal.usage()).isEqualTo(before);
    }

    /** While its guest runs; and it goes again. */
    private void getsANetworkCard(String vm) {
        inPanel("Add a network card…").click();
        assertThat(page.locator("vaadin-dialog vaadin-select")).isVisible();
        Screenshots.take(page, "vm-nic-dialog");
        inDialog("Add network card");
        String mac = await("a second card in the guest")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> GuestAgent.read(host, vm, "/sys/class/net/eth1/address")
                                .strip(),
                        seen -> !seen.isEmpty());
        assertThat(page.locator(".sw-disk", new Page.LocatorOptions().setHasText(mac)))
                .isVisible();
        assertThat(page.getByText("being added")).hasCount(0);
        Screenshots.take(page, "vm-nics");
        nics("Link down").first().click();
        awaitInGuest(vm, "/sys/class/net/eth0/carrier", "0");
        nics("Link up").click();
        awaitInGuest(vm, "/sys/class/net/eth0/carrier", "1");
        // Both are up: the page knows that it has ended.
        assertThat(nics("Link down")).hasCount(2);
        nics("Remove").click();
        confirm("Remove");
        awaitInGuest(vm, "/sys/class/net/eth1/address", "");
        assertThat(page.locator(".sw-disk", new Page.LocatorOptions().setHasText(mac)))
                .hasCount(0);
    }

    private Locator nics(String verb) {
        return page.locator(".sw-panel")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(verb + ": "));
    }

    private void awaitInGuest(String vm, String file, String content) {
        await(file + " to say " + content)
                .atMost(Duration.ofSeconds(60))
                .until(() -> GuestAgent.read(host, vm, file).strip().equals(content));
    }

    private void inMenuOf(String row, String verb) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Actions of " + row))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(verb))
                .click();
    }

    private Locator snapshots(String button) {
        return inPanel(button);
    }

    private Locator inPanel(String button) {
        return page.locator(".sw-panel")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private void inDialog(String verb) {
        page.locator("vaadin-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(verb).setExact(true))
                .click();
    }

    @Test
    void showsWhatHappensOutsideOnTheOpenPage() {
        String vm = portal.launch(portal.launchBody(name("outside")));
        page.navigate("/vms/" + vm);
        badge("Running", Duration.ofSeconds(30));
        showsItsDefinition(vm);
        host.exec("virsh", "-q", "destroy", vm);
        badge("Stopped", Duration.ofSeconds(3));
        host.exec("virsh", "-q", "start", vm);
        badge("Running", Duration.ofSeconds(3));
        host.exec("pkill", "-KILL", "-f", "uuid " + vm);
        badge("Crashed", Duration.ofSeconds(3));
        host.exec("virsh", "-q", "undefine", vm);
        badge("Missing", Duration.ofSeconds(3));
        Screenshots.take(page, "vm-missing");
        portal.deleteAndWait(vm);
    }

    private void launch(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New VM"))
                .first()
                .click();
        page.locator("vaadin-text-field")
                .filter(new Locator.FilterOptions().setHasText("Name"))
                .locator("input")
                .first()
                .fill(name);
        Locator launch = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch"));
        assertThat(launch).isEnabled();
        Screenshots.take(page, "launch");
        launch.click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                .isVisible();
    }

    private void press(String action) {
        Locator button = page.locator(".sw-vm-header")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true));
        assertThat(button).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(30_000));
        button.click();
    }

    private void confirm(String verb) {
        page.locator("vaadin-confirm-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(verb).setExact(true))
                .click();
    }

    private void badge(String words, Duration most) {
        assertThat(page.locator(".sw-vm-header .sw-badge"))
                .hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(most.toMillis()));
    }

    private static LocatorAssertions.IsVisibleOptions within(Duration most) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(most.toMillis());
    }

    private static String vmOf(String url) {
        var matcher = Pattern.compile("/vms/([0-9a-f-]{36})").matcher(url);
        assertThat(matcher.find()).as(url).isTrue();
        return matcher.group(1);
    }

    private static String name(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The browser shows what the hypervisor says the screen is; a blinking cursor may differ. */
    private void awaitSamePicture(String vm) {
        await("the browser to show the screen of " + vm)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    BufferedImage shown = browserPicture();
                    assertThat(brightPixels(shown)).as("something is drawn").isGreaterThan(500);
                    assertThat(difference(hostPicture(vm), shown)).isLessThan(0.002);
                });
    }

    private BufferedImage browserPicture() {
        String url = (String) page.locator("slipway-console").evaluate("e => e.screenshot()");
        assertThat(url).as("the console's picture").isNotNull();
        return read(Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)));
    }

    private BufferedImage hostPicture(String vm) {
        try {
            Path file = Path.of(host.poolPath()).resolveSibling("screen-" + UUID.randomUUID());
            host.exec(
                    "sh",
                    "-c",
                    "virsh -q screenshot " + vm + " " + file + " >/dev/null && base64 -w0 " + file + " > " + file
                            + ".txt");
            String text = host.exec("cat", file + ".txt");
            host.exec("rm", "-f", file.toString(), file + ".txt");
            return read(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new AssertionError("no picture of " + vm, e);
        }
    }

    private static BufferedImage read(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            return image != null ? image : Pictures.portablePixmap(picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The share of pixels that differ visibly; all of them if the sizes differ. */
    private static double difference(BufferedImage a, BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return 1;
        }
        long different = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if (Math.abs((a.getRGB(x, y) & 0xff) - (b.getRGB(x, y) & 0xff)) > 48) {
                    different++;
                }
            }
        }
        return (double) different / ((long) a.getWidth() * a.getHeight());
    }

    private static long brightPixels(BufferedImage image) {
        long bright = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xff) > 96) {
                    bright++;
                }
            }
        }
        return bright;
    }

    private int vncClients(String vm) {
        String answer = host.exec("virsh", "-q", "qemu-monitor-command", vm, "{\"execute\":\"query-vnc\"}");
        return answer.split("\"host\":\"127", -1).length - 2; // the first is the server's own address
    }
}
