package dev.slipway.ui.catalog;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Sizes;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Resources;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.People;
import dev.slipway.testing.PictureSamples;
import dev.slipway.ui.ScreenTest;
import dev.slipway.vm.seed.VendorData;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The catalogue in a real browser: people find and understand an image, administrators look after it. */
@Tag("real")
class CatalogueBrowserTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final String ABOUT = """
            A **small** Debian with all that a web server needs.

            - starts in seconds
            - updates itself at night
            - <script>document.title = 'obeyed'</script> is only shown

            More at [its page](https://example.org/debian).""";

    @LocalServerPort
    int port;

    private Browser browser;

    @BeforeEach
    void open() {
        var curated = world.bean(CuratedImages.class);
        curated.describe(
                world.image.version(),
                new ImageAbout(ABOUT, "Free software", "The web team", Optional.of(LocalDate.of(2031, 6, 30))),
                SYSTEM);
        curated.feature(world.image.version(), true, SYSTEM);
        browser = Browser.start();
    }

    @AfterEach
    void close() {
        browser.close();
        world.bean(VendorData.class).clear(SYSTEM);
    }

    @Test
    void peopleFindAnImageAndLaunchFromIt() {
        world.bean(Sizes.class).create("little " + world.size.name(), new Resources(1, 64, 1024), SYSTEM);
        var page = signedIn(world.member);
        page.navigate("/images");
        page.getByRole(AriaRole.TEXTBOX, named("Search images")).fill(world.image.name());
        assertThat(page.locator(".sw-image-cards > .sw-panel")).hasCount(1);
        Screenshots.take(page, "images");
        page.getByRole(AriaRole.BUTTON, named("Details of " + world.image.name()))
                .click();
        assertThat(page.locator(".sw-markdown li").getByText("updates itself at night"))
                .isVisible();
        assertThat(page.locator(".sw-markdown script")).hasCount(0);
        assertThat(page.title()).doesNotContain("obeyed");
        Screenshots.take(page, "image-details");
        page.getByRole(AriaRole.BUTTON, named("Close")).click();

        page.getByText("Launch a VM from it").click();
        assertThat(page.locator("vaadin-radio-button[checked]").getByText(world.image.name()))
                .isVisible();
        assertThat(page.getByText("Too small: the image needs at least 128 MiB of memory")
                        .first())
                .isVisible();
        Screenshots.take(page, "launch-cards");
        page.getByRole(AriaRole.BUTTON, named("Copy as API call")).click();
        assertThat(page.getByText("$SLIPWAY/api/v1/vms")).isVisible();
        Screenshots.take(page, "launch-as-api-call");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAdministratorGivesAnImageALogoThatOthersSee() {
        var page = signedIn(world.people.newAdministrator());
        page.navigate("/images/" + world.image.version());
        page.getByRole(AriaRole.BUTTON, named("Logo")).click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        var file = page.locator("vaadin-upload input[type=file]");
        file.setInputFiles(new FilePayload("logo.png", "image/png", "<svg onload='alert(1)'/>".getBytes(UTF_8)));
        assertThat(page.getByText("A logo is a PNG or a JPEG. Choose another picture.")
                        .first())
                .isVisible();
        assertThat(dialog.locator(".sw-logo img")).hasCount(0);
        page.getByRole(AriaRole.BUTTON, named("Close message")).click();
        file.setInputFiles(new FilePayload("logo.jpeg", "image/jpeg", PictureSamples.picture("jpeg", 900, 600)));
        assertThat(dialog.locator(".sw-logo img")).isVisible();
        InSight.dialog(page, "Remove it", "Close");
        Screenshots.take(page, "image-logo");
        dialog.getByRole(AriaRole.BUTTON, inside("Close")).click();
        assertThat(page.locator(".sw-page-header .sw-logo img")).isVisible();
        Screenshots.take(page, "image-page-logo");

        var member = signedIn(world.member);
        member.navigate("/images");
        member.getByRole(AriaRole.TEXTBOX, named("Search images")).fill(world.image.name());
        var picture = member.locator(".sw-image-cards > .sw-panel .sw-logo img");
        assertThat(picture).hasCount(1);
        // Drawn, not only there.
        member.waitForCondition(
                () -> picture.evaluate("img => img.naturalWidth").equals(128));
        Screenshots.take(member, "images-logo");
        member.navigate("/launch?image=" + world.image.version());
        assertThat(member.locator("vaadin-radio-button[checked] .sw-logo img")).isVisible();
        Screenshots.take(member, "launch-logo");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAdministratorLetsVmsWait() {
        var administrator = world.people.newAdministrator();
        var platform = world.people.newProject();
        var page = signedIn(administrator);
        page.navigate("/admin/warm-pools");
        page.getByRole(AriaRole.BUTTON, named("New pool")).first().click();
        choose(page, "Who pays while they wait", platform.tenantName());
        choose(page, "Image", world.image.name());
        choose(page, "Size", world.size.name());
        page.getByRole(AriaRole.BUTTON, named("Make pool")).click();
        assertThat(page.getByText("Choose one: Network.").first()).isVisible();
        choose(page, "Network", world.network.name());
        InSight.dialog(page, "Cancel", "Make pool");
        Screenshots.take(page, "warm-pool-new");
        page.getByRole(AriaRole.BUTTON, named("Make pool")).click();
        var row = page.locator("vaadin-grid").getByText(world.image.name());
        assertThat(row).isVisible();
        assertThat(page.getByText("1 of 1 ready")).isVisible();
        Screenshots.take(page, "warm-pools");

        String actions =
                "Actions of " + world.image.name() + " (" + world.image.versionLabel() + "), " + world.size.name();

        var member = signedIn(world.member);
        member.navigate("/launch?image=" + world.image.version());
        member.locator("vaadin-select")
                .filter(new Locator.FilterOptions().setHasText("Network"))
                .click();
        member.getByRole(AriaRole.OPTION, named(world.network.name())).click();
        member.locator("vaadin-radio-button")
                .filter(new Locator.FilterOptions().setHasText(world.size.name()))
                .first()
                .click();
        assertThat(member.getByText("1 such VM runs already")).isVisible();
        Screenshots.take(member, "launch-ready");

        page.getByRole(AriaRole.MENUITEM, named(actions)).click();
        page.getByRole(AriaRole.MENUITEM, named("How many wait…")).click();
        var wanted = page.getByRole(AriaRole.SPINBUTTON);
        wanted.fill("51");
        page.getByRole(AriaRole.BUTTON, named("Change")).click();
        assertThat(page.getByText("Let 0 to 50 VMs wait in a pool.").first()).isVisible();
        InSight.dialog(page, "Cancel", "Change");
        Screenshots.take(page, "warm-pool-resize");
        // There may be pools of other tests.
        var noneWanted = page.getByText("0 of 0 ready");
        int before = noneWanted.count();
        wanted.fill("0");
        page.getByRole(AriaRole.BUTTON, named("Change")).click();
        assertThat(noneWanted).hasCount(before + 1);
        page.getByRole(AriaRole.MENUITEM, named(actions)).click();
        page.getByRole(AriaRole.MENUITEM, named("Delete…")).click();
        page.getByRole(AriaRole.BUTTON, named("Delete")).click();
        assertThat(row).not().isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    private static void choose(Page page, String field, String words) {
        var box = page.getByRole(AriaRole.COMBOBOX, named(field));
        box.fill(words);
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
    }

    @Test
    void anAdministratorRetiresAnImage() {
        world.running("web-1");
        var page = signedIn(world.people.newAdministrator());
        page.navigate("/images/" + world.image.version());
        assertThat(page.getByText("Copies on hosts")).isVisible();
        assertThat(page.getByText("web-1")).isVisible();
        Screenshots.take(page, "image-page");
        page.getByRole(AriaRole.BUTTON, named("Who may use it")).click();
        Screenshots.take(page, "image-sharing");
        page.getByRole(AriaRole.BUTTON, named("Cancel")).click();
        page.getByRole(AriaRole.BUTTON, named("Deprecate or retire")).click();
        page.getByText("Retired: nothing new is launched from it").click();
        Screenshots.take(page, "image-retiring");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.getByText("It is retired: nothing new is launched from it."))
                .isVisible();
        assertThat(world.bean(Images.class)
                        .get(world.image.version(), SYSTEM)
                        .standing()
                        .state())
                .isEqualTo(ImageState.RETIRED);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAdministratorSaysWhatMayBeChosenAndTheLaunchFormFollows() {
        var little = world.bean(Sizes.class).create("little " + world.size.name(), new Resources(1, 128, 1024), SYSTEM);
        var page = signedIn(world.people.newAdministrator());
        page.navigate("/images/" + world.image.version());
        page.getByRole(AriaRole.BUTTON, named("What may be chosen")).click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        page.locator("vaadin-multi-select-combo-box input").first().fill(little.name());
        page.getByRole(AriaRole.OPTION, named(little.name())).click();
        page.keyboard().press("Escape");
        dialog.getByText("This, and nothing else").click();
        var text = page.getByRole(AriaRole.TEXTBOX, named("User data"));
        text.fill("ntp: {}");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("First-boot text begins with #cloud-config").first())
                .isVisible();
        Screenshots.take(page, "launch-policy");
        text.clear();
        text.pressSequentially("#cloud-config\nntp: {}");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(dialog).isHidden();

        var member = signedIn(world.member);
        member.navigate("/launch?image=" + world.image.version());
        assertThat(member.getByText("Not for this image").first()).isVisible();
        assertThat(member.locator("vaadin-radio-button[checked]").getByText(little.name()))
                .isVisible();
        member.getByText("Advanced").click();
        assertThat(member.getByText("this image brings its own settings")).isVisible();
        Screenshots.take(member, "launch-by-policy");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAdministratorTellsEveryGuestSomethingAndCopiesAnImageAhead() {
        var page = signedIn(world.people.newAdministrator());
        page.navigate("/images");
        page.getByRole(AriaRole.BUTTON, named("For every guest…")).click();
        var text = page.getByRole(AriaRole.TEXTBOX, named("Vendor data"));
        text.fill("ntp: {}");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("Vendor data begins with #cloud-config").first())
                .isVisible();
        Screenshots.take(page, "vendor-data");
        // By keys, of which Enter begins a line and saves nothing.
        text.clear();
        text.pressSequentially("#cloud-config\nntp: {}");
        assertThat(text).hasValue("#cloud-config\nntp: {}");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByText("New guests are told so from now on.")).isVisible();

        page.navigate("/images/" + world.image.version());
        page.getByRole(AriaRole.BUTTON, named("Copy to hosts…")).click();
        page.locator("vaadin-multi-select-combo-box input").fill(world.host.name());
        page.locator("vaadin-multi-select-combo-box-item")
                .getByText(world.host.name())
                .click();
        // What is chosen from stays open over the buttons for as long as it has the focus.
        page.locator("vaadin-multi-select-combo-box input").press("Tab");
        assertThat(page.locator("vaadin-multi-select-combo-box[opened]")).hasCount(0);
        Screenshots.take(page, "copy-to-hosts");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, inside("Copy"))
                .click();
        assertThat(page.locator("vaadin-grid").getByText("Ready")).isVisible();
        Screenshots.take(page, "copied-to-hosts");
        assertThat(browser.complaints()).isEmpty();
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private Page signedIn(People.Person person) {
        var page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, person.user().name(), People.PASSWORD);
        return page;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
