package dev.slipway.ui.host;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.api.ApiWorld;
import dev.slipway.e2e.Screenshots;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Role;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.adopt.Pets;
import dev.slipway.vm.adopt.UnknownDomains;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An administrator finds a domain on a host and makes a VM of it; makes a pool on it, and uses what lies in one. In a real browser. */
@SlipwayTest
@Tag("real")
class OthersOnAHostBrowserTest {
    private static final String OLD_IMAGE = "debian-13-with-all-that-the-accounting-department-needs-2026-11-27.raw";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private ApiWorld world;
    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        world = new ApiWorld(application, port);
        browser = Browser.start();
        page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.people.newAdministrator().user().name(), People.PASSWORD);
    }

    @AfterEach
    void close() {
        browser.close();
        world.close();
    }

    @Test
    void aDomainIsAdopted() {
        var pet = "Old-Web-" + UUID.randomUUID().toString().substring(0, 4);
        Pets.define(world.machine, world.host.pool(), pet, world.network.source());
        Pets.define(world.machine, world.host.pool(), "elsewhere", "br-unknown");
        var member = world.people.newMember(world.home.project().id(), Role.PROJECT_MEMBER);
        var domains = world.bean(UnknownDomains.class);
        ApiWorld.await()
                .until(() -> domains.list(world.host.id(), ApiWorld.SYSTEM).size() == 2);
        page.navigate("/admin/hosts/" + world.host.id());
        assertThat(page.getByText(pet).first()).isVisible();
        page.getByText("Unknown domains").scrollIntoViewIfNeeded();
        Screenshots.take(page, "host-unknown-domains");

        menu("elsewhere");
        assertThat(page.getByText("which is no network of Slipway").first()).isVisible();
        aMenuStaysOpenWhileRowsChange();
        menu(pet);
        page.getByRole(AriaRole.MENUITEM)
                .filter(new Locator.FilterOptions().setHasText("Adopt…"))
                .click();
        chooseIn("Whose project", world.home.project().title());
        chooseIn("Owner", member.user().name());
        Screenshots.take(page, "host-adopt");
        button("Adopt").click();

        assertThat(page.getByRole(AriaRole.HEADING)
                        .getByText(pet.toLowerCase(Locale.ROOT))
                        .first())
                .isVisible();
        assertThat(page.getByText("Stopped").first()).isVisible();
        Screenshots.take(page, "vm-adopted");
        org.assertj.core.api.Assertions.assertThat(browser.complaints()).isEmpty();
    }

    private void aMenuStaysOpenWhileRowsChange() {
        var other = page.context().newPage();
        other.navigate(page.url());
        assertThat(other.getByText("elsewhere").first()).isVisible();
        Pets.define(world.machine, world.host.pool(), "newcomer", "br-unknown");
        assertThat(other.getByText("newcomer").first()).isVisible();
        other.close();
        assertThat(page.getByText("which is no network of Slipway").first()).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByText("newcomer").first()).isVisible();
    }

    @Test
    void aPoolIsMadeOnceItsDirectoryWillDo() {
        var name = "archive-" + UUID.randomUUID().toString().substring(0, 4);
        page.navigate("/admin/hosts/" + world.host.id());
        button("Make a pool").click();
        page.getByLabel("Name").last().fill(name);
        page.getByLabel("Directory on the host").fill("/etc/x");
        button("Make").click();
        assertThat(page.getByText("belongs to the host's system").first()).isVisible();
        Screenshots.take(page, "pool-refused");
        page.getByLabel("Directory on the host").fill("/srv/" + name);
        button("Make").click();
        // A table keeps cells that it does not show.
        assertThat(page.locator(".sw-badge:visible").getByText("Active")).hasCount(2);
        assertThat(page.getByText(name).first()).isVisible();
        page.getByText("Storage pools").scrollIntoViewIfNeeded();
        Screenshots.take(page, "host-pools");
        org.assertj.core.api.Assertions.assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatLiesInAPoolIsImportedOrDeleted() {
        var pool = world.host.pool();
        world.running(world.home, "web-1");
        Pets.define(world.machine, pool, "old-web", "br-unknown");
        page.navigate("/admin/hosts/" + world.host.id());
        choose(pool, "Volumes…");
        var dialog = page.getByRole(AriaRole.DIALOG);
        putThere(pool);
        dialog.getByRole(AriaRole.BUTTON, inside("Look again")).click();
        for (String words : new String[] {OLD_IMAGE, "VM web-1", "domain old-web", "image " + world.image.name()}) {
            assertThat(dialog.getByText(words).first()).isVisible();
        }
        Screenshots.take(page, "pool-volumes");
        InSight.dialog(page, "Look again", "Close");

        page.setViewportSize(390, 844);
        assertThat(dialog.getByText("nobody known · 1.5 GiB")).isVisible();
        menu("notes.txt");
        assertThat(page.getByText("Rename it on the host if it is one").first()).isVisible();
        InSight.all(page.locator("vaadin-menu-bar-overlay, vaadin-menu-bar-submenu[opened]")
                .last());
        page.keyboard().press("Escape");
        choose("left-behind.qcow2", "Delete…");
        InSight.dialog(page, "Keep", "Delete");
        page.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, inside("Delete"))
                .click();
        assertThat(dialog.getByText("left-behind.qcow2")).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aFileThatWasFoundInAPoolBecomesAnImage() {
        putThere(world.host.pool());
        page.navigate("/admin/hosts/" + world.host.id());
        choose(world.host.pool(), "Look again");
        choose(world.host.pool(), "Volumes…");
        assertThat(page.getByRole(AriaRole.DIALOG).getByText(OLD_IMAGE)).isVisible();
        choose(OLD_IMAGE, "Import as an image");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        Screenshots.take(page, "pool-volume-imported");
        page.getByText("How far it is").click();
        var card = page.locator(".sw-intake").filter(new Locator.FilterOptions().setHasText(OLD_IMAGE));
        assertThat(card.getByText("Ready to publish")).isVisible();
        InSight.all(card);
        Screenshots.take(page, "pool-volume-ready");
        page.setViewportSize(390, 844);
        InSight.all(card);
        card.getByRole(AriaRole.BUTTON, inside("Delete")).click();
        assertThat(page.getByText("Where it was fetched from, it stays as it is."))
                .isVisible();
        InSight.dialog(page, "Keep", "Delete");
        page.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, inside("Delete"))
                .click();
        assertThat(card).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(browser.complaints()).isEmpty();
    }

    /** By hand, on the host: of which nobody tells the portal. */
    private void putThere(String pool) {
        world.machine.virsh().createVolume(new VolumeRef(pool, "notes.txt"), 10);
        world.machine.virsh().createVolume(new VolumeRef(pool, "left-behind.qcow2"), 1536);
        var disk = HostileImages.bootable(2 * 1024 * 1024);
        world.bean(Hypervisors.class)
                .on(world.host.id())
                .upload(
                        new VolumeRef(pool, OLD_IMAGE),
                        VolumeFormat.QCOW2,
                        new ByteArrayInputStream(disk),
                        disk.length,
                        sent -> {});
    }

    private void choose(String row, String action) {
        menu(row);
        page.getByRole(AriaRole.MENUITEM)
                .filter(new Locator.FilterOptions().setHasText(action))
                .click();
    }

    private void menu(String row) {
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName("Actions of " + row).setExact(true))
                .click();
    }

    private void chooseIn(String label, String words) {
        var box = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label));
        box.click();
        box.fill(words);
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
    }

    private static Locator.GetByRoleOptions inside(String words) {
        return new Locator.GetByRoleOptions().setName(words).setExact(true);
    }

    private Locator button(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }
}
