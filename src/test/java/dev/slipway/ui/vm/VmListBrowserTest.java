package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.lease.Leases;
import dev.slipway.vm.tag.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A member finds many VMs together and works with all of them at once, in a real browser. */
@Tag("real")
class VmListBrowserTest extends ScreenTest {
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
    void findsByTagKeepsTheFilterAndStartsWhatIsOff() {
        var on = tagged(world.running("course-web-1"), "course-a web");
        var off = tagged(world.stopped("course-web-2"), "course-a web a-rather-long-word-about-it");
        tagged(world.stopped("accounts"), "accounts");
        var page = signedIn(browser.desk("http://127.0.0.1:" + port));

        page.navigate("/?tag=course-a&status=NONSENSE&tag=%3Cb%3E");
        assertThat(page.getByText("2 VMs")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Save filter")).click();
        page.getByRole(AriaRole.TEXTBOX, named("Name")).fill("Course A");
        Screenshots.take(page, "save-filter");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        page.getByLabel("Search VMs").fill("web-2");
        assertThat(page.getByText("1 VM", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile(".*search=web-2.*tag=course-a.*"));
        page.reload();
        assertThat(page.getByLabel("Search VMs")).hasValue("web-2");
        page.getByRole(AriaRole.LINK, named("Course A")).click();
        assertThat(page.getByText("2 VMs")).isVisible();
        assertThat(page.getByLabel("Search VMs")).hasValue("");

        page.locator("vaadin-grid vaadin-checkbox")
                .locator("visible=true")
                .first()
                .click();
        page.getByRole(AriaRole.BUTTON, named("Select all 2")).click();
        assertThat(page.getByText("2 selected")).isVisible();
        Screenshots.take(page, "vms-selected");
        page.getByRole(AriaRole.MENUITEM, named("Start")).click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByText("1 VM is turned on and takes 1 running vCPU and 256 MiB of running memory."))
                .isVisible();
        assertThat(dialog.getByText("It is running already.")).isVisible();
        Screenshots.take(page, "bulk-preview");
        dialog.getByRole(AriaRole.BUTTON, inside("Start 1 VM")).click();

        assertThat(dialog.getByText("1 accepted, 1 refused")).isVisible();
        assertThat(dialog.getByRole(AriaRole.LISTITEM).filter(with("course-web-2")))
                .containsText("Running");
        assertThat(dialog.getByRole(AriaRole.LISTITEM).filter(with("course-web-1")))
                .containsText("It is running already.");
        Screenshots.take(page, "bulk-result");
        dialog.getByRole(AriaRole.BUTTON, inside("Close")).click();
        assertThat(page.getByText("2 selected")).isHidden();

        page.navigate("/vms/" + off);
        page.getByRole(AriaRole.BUTTON, named("Change tags")).click();
        page.getByRole(AriaRole.TEXTBOX, named("Tags")).fill("Course");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("A tag has 1 to 32 lower-case letters").first())
                .isVisible();
        page.getByRole(AriaRole.TEXTBOX, named("Tags")).fill("course-a db");
        Screenshots.take(page, "vm-tags-dialog");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.locator(".sw-tag").getByText("db")).isVisible();
        Screenshots.take(page, "vm-tags");

        page.navigate("/vms/" + on);
        page.getByRole(AriaRole.BUTTON, named("Make larger: its own")).hover();
        page.mouse().down();
        tagged(on, "changed-under-the-hand");
        assertThat(page.locator(".sw-tag").getByText("changed-under-the-hand")).isVisible();
        page.mouse().up();
        assertThat(page.getByRole(AriaRole.DIALOG).getByText("Make larger").first())
                .isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsWhatEndsSoonExtendsItAndTurnsItOffAtNight() {
        var soon = world.running("course-web-1");
        world.stopped("course-web-2");
        var administrator = world.people.newAdministrator();
        var page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, administrator.user().name(), People.PASSWORD);
        page.navigate("/tenant/" + world.project.tenant());
        page.getByRole(AriaRole.BUTTON, named("Set lease policy")).click();
        page.getByLabel("Extended at most").fill("3");
        Screenshots.take(page, "lease-policy-dialog");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, inside("Set lease policy"))
                .click();
        assertThat(page.getByText("A VM stays 30 days; its people may extend that 3 times."))
                .isVisible();
        Screenshots.take(page, "tenant-with-leases");
        var leases = world.bean(Leases.class);
        leases.until(soon, Instant.now().plus(Duration.ofDays(3)), Actor.system("test"));
        idle(soon);

        page = signedIn(browser.desk("http://127.0.0.1:" + port));
        assertThat(page.getByText("2 VMs")).isVisible();
        assertThat(page.getByText("Idle since").first()).isVisible();
        Screenshots.take(page, "vms-that-end");
        page.getByText("Ends soon").click();
        assertThat(page.getByText("1 VM", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile(".*endsSoon=true.*"));
        page.locator("vaadin-grid vaadin-checkbox")
                .locator("visible=true")
                .first()
                .click();
        page.getByRole(AriaRole.MENUITEM, named("Extend lease")).click();
        assertThat(page.getByText("as the lease policy allows")).isVisible();
        Screenshots.take(page, "bulk-extend");
        page.getByRole(AriaRole.BUTTON, named("Extend the lease of 1 VM")).click();
        assertThat(page.getByText("1 accepted, 0 refused")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Close")).click();

        page.navigate("/vms/" + soon);
        assertThat(page.getByText("Extended 1 of 3 times")).isVisible();
        assertThat(page.getByText("It seems idle since")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Turn it off at night")).click();
        page.getByRole(AriaRole.BUTTON, named("Not at night")).click();
        assertThat(page.getByLabel("Off from")).hasValue("22:00");
        page.getByRole(AriaRole.BUTTON, named("Office hours")).click();
        assertThat(page.getByLabel("Off from")).hasValue("18:00");
        page.getByRole(AriaRole.BUTTON, named("Add a time")).click();
        assertThat(page.getByLabel("On from")).hasCount(2);
        page.getByLabel("On from").last().fill("half past eight");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("Give a time of day such as 08:00 or 18:30.").first())
                .isVisible();
        Screenshots.take(page, "power-schedule-dialog");
        page.getByRole(AriaRole.BUTTON, named("Remove this time")).last().click();
        assertThat(page.getByLabel("On from")).hasCount(1);
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("On Mon–Fri 08:00–18:00").first()).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Skip that once")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Do not skip it"))).isVisible();
        Screenshots.take(page, "vm-with-lease-and-schedule");
        plansSnapshots(page);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void plansSnapshots(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Take them by themselves…")).click();
        page.locator("vaadin-dialog vaadin-text-field input").fill("at night");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("Give a time of day such as 08:00 or 18:30.").first())
                .isVisible();
        page.locator("vaadin-dialog vaadin-text-field input").fill("02:30");
        Screenshots.take(page, "snapshot-plan-dialog");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("By itself: Every day at 02:30")).isVisible();
        page.getByText("By itself: Every day").scrollIntoViewIfNeeded();
        Screenshots.take(page, "snapshot-plan");
        page.getByRole(AriaRole.BUTTON, named("Change that…")).click();
        page.getByRole(AriaRole.BUTTON, named("Take no more")).click();
        assertThat(page.getByText("None are taken by themselves.")).isVisible();
    }

    /** Ten days of half hours in which it did nothing. */
    private void idle(VmId vm) {
        world.bean(JdbcClient.class)
                .sql(
                        "insert into metric_sample select ?, 1800, utc_timestamp() - interval 30 * n.seq minute, 3, 200, 0,"
                                + " 0, 0, 0 from (with recursive s as (select 0 as seq union all select seq + 1 from s"
                                + " where seq < 480) select seq from s) n")
                .param(vm.value())
                .update();
    }

    @Test
    void tagsAndDeletesManyOnAPhone() {
        tagged(world.stopped("course-web-1"), "course-a");
        world.stopped("course-web-2");
        var page = signedIn(browser.phone("http://127.0.0.1:" + port));
        page.locator("vaadin-grid vaadin-checkbox")
                .locator("visible=true")
                .first()
                .click();
        page.getByRole(AriaRole.BUTTON, named("Select all 2")).click();
        shoot(page, "vms-selected-on-a-phone");

        choose(page, "Add tag");
        var tag = page.getByRole(AriaRole.COMBOBOX, named("Tag"));
        tag.fill("course-b");
        tag.press("Tab");
        shoot(page, "bulk-tag-on-a-phone");
        page.getByRole(AriaRole.BUTTON, named("Next")).click();
        page.getByRole(AriaRole.BUTTON, named("Add tag course-b to 2 VMs")).click();
        page.getByRole(AriaRole.BUTTON, named("Close")).click();
        assertThat(page.locator("vaadin-grid .sw-tag").getByText("course-b")).hasCount(2);
        shoot(page, "vms-tagged-on-a-phone");

        page.locator("vaadin-grid vaadin-checkbox")
                .locator("visible=true")
                .first()
                .click();
        page.getByRole(AriaRole.BUTTON, named("Select all 2")).click();
        choose(page, "Delete");
        assertThat(page.getByText(
                        "2 VMs go to the recycle bin, from where they can be restored with their disks for a while."))
                .isVisible();
        shoot(page, "bulk-delete-on-a-phone");
        page.getByRole(AriaRole.BUTTON, named("Delete 2 VMs")).click();
        assertThat(page.locator("vaadin-dialog").getByText("In the recycle bin"))
                .hasCount(2);
        shoot(page, "bulk-deleted-on-a-phone");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What does not fit beside each other is in the menu at the end. */
    private static void choose(Page page, String verb) {
        var bar = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Selected VMs"));
        var seen = bar.getByRole(
                AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(verb).setExact(true));
        if (!seen.isVisible()) {
            bar.locator("[slot=overflow]").click();
        }
        page.getByRole(AriaRole.MENUITEM, named(verb))
                .locator("visible=true")
                .last()
                .click();
    }

    private VmId tagged(VmId vm, String words) {
        world.bean(Tags.class).set(vm, VmTags.parse(words), world.member.actor());
        return vm;
    }

    private Page signedIn(Page page) {
        Browser.signIn(page, world.member.user().name(), People.PASSWORD);
        return page;
    }

    private static void shoot(Page page, String name) {
        page.waitForTimeout(300); // what slides in has arrived by then
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(java.nio.file.Path.of("target/screenshots").resolve(name + ".png")));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.FilterOptions with(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }
}
