package dev.slipway.ui.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.Favourites;
import dev.slipway.catalog.Sizes;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Resources;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sizes, several VMs at once and favourites in a real browser. */
@Tag("real")
class LaunchPageBrowserTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    @LocalServerPort
    int port;

    private Browser browser;

    @BeforeEach
    void open() {
        world.bean(CustomSizes.class)
                .allow(new CustomRange(new Resources(1, 128, 1024), new Resources(8, 16384, 200 * 1024)), SYSTEM);
        browser = Browser.start();
    }

    @AfterEach
    void close() {
        browser.close();
        world.bean(CustomSizes.class).forbid(SYSTEM);
    }

    @Test
    void peopleMarkAFavouriteChooseACustomSizeAndLaunchSeveral() {
        var page = signedIn(world.member);
        page.navigate("/launch?image=" + world.image.version());
        page.getByRole(AriaRole.BUTTON, named("Mark as a favourite: " + world.image.name()))
                .click();
        assertThat(page.getByText("★ Favourite").first()).isVisible();
        page.getByText("Custom size").click();
        page.getByRole(AriaRole.SPINBUTTON, named("vCPUs")).fill("9");
        assertThat(page.getByText("A custom size has 1 to 8 vCPUs.").first()).isVisible();
        page.getByRole(AriaRole.SPINBUTTON, named("vCPUs")).fill("2");
        page.getByRole(AriaRole.SPINBUTTON, named("Memory")).fill("512");
        page.getByRole(AriaRole.TEXTBOX, named("Name")).fill("web-{n}");
        page.getByRole(AriaRole.SPINBUTTON, named("How many")).fill("3");
        assertThat(page.getByText("They will be called web-1, web-2, web-3.")).isVisible();
        assertThat(page.getByText("3 × custom: 2 vCPUs")).isVisible();
        Screenshots.take(page, "launch-several");
        page.getByText("Advanced", new Page.GetByTextOptions().setExact(true)).click();
        page.getByRole(AriaRole.TEXTBOX, named("Packages")).fill("nginx git");
        page.getByRole(AriaRole.BUTTON, named("Show what cloud-init is told")).click();
        assertThat(page.getByText("- nginx")).isVisible();
        page.getByText("- nginx").scrollIntoViewIfNeeded();
        Screenshots.take(page, "first-boot");
        chooseNetwork(page);
        page.getByRole(AriaRole.BUTTON, named("Launch 3 VMs")).click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("My VMs")))
                .isVisible();
        for (String name : new String[] {"web-1", "web-2", "web-3"}) {
            assertThat(page.getByText(name, new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
        }
        Screenshots.take(page, "launched-several");
        page.navigate("/images");
        page.getByRole(AriaRole.BUTTON, named("A favourite of yours: " + world.image.name()))
                .click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Mark as a favourite: " + world.image.name())))
                .isVisible();
        assertThat(world.bean(Favourites.class).mine(world.member.actor())).isEmpty();
        Screenshots.take(page, "images-with-stars");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAdministratorSaysWhoMayUseASizeAndRetiresIt() {
        world.bean(Sizes.class).restrict(world.size.id(), Set.of(world.project.tenant()), SYSTEM);
        var page = signedIn(world.people.newAdministrator());
        page.navigate("/admin/sizes");
        assertThat(page.getByText("Custom sizes: 1 to 8 vCPUs")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Custom sizes")).click();
        assertThat(page.getByLabel("Most vCPUs")).isVisible();
        Screenshots.take(page, "custom-sizes");
        page.getByRole(AriaRole.BUTTON, named("Cancel")).click();
        // The table draws what fits on the screen. The row that is there after nothing was is not drawn anew.
        var search = page.getByRole(AriaRole.TEXTBOX, named("Search sizes"));
        search.fill("nothing is called so");
        assertThat(page.getByText("No size to show")).isVisible();
        search.fill(world.size.name());
        page.getByRole(AriaRole.MENUITEM, named("Actions of " + world.size.name()))
                .click();
        page.getByText("Who may use it…").click();
        assertThat(page.getByText("For all others it is not there")).isVisible();
        Screenshots.take(page, "size-reach");
        page.getByRole(AriaRole.BUTTON, named("Cancel")).click();
        page.getByRole(AriaRole.MENUITEM, named("Actions of " + world.size.name()))
                .click();
        page.getByText("Retire…").click();
        Screenshots.take(page, "size-retiring");
        page.getByRole(AriaRole.BUTTON, named("Retire")).click();
        assertThat(page.getByText("Retired").first()).isVisible();
        Screenshots.take(page, "sizes");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theFirstBootIsSaidOnAPhone() {
        var page = browser.phone("http://127.0.0.1:" + port);
        Browser.signIn(page, world.member.user().name(), People.PASSWORD);
        page.navigate("/launch?image=" + world.image.version());
        var advanced = page.locator("vaadin-details").filter(new Locator.FilterOptions().setHasText("Advanced"));
        var fold = page.getByRole(AriaRole.BUTTON, named("Advanced"));
        fold.click();
        var packages = page.getByRole(AriaRole.TEXTBOX, named("Packages"));
        assertThat(packages).hasAttribute("autocapitalize", "none");
        packages.fill("nginx git; rm");
        page.getByRole(AriaRole.TEXTBOX, named("Commands"))
                .fill("curl -fsSL https://example.org/a/long/address/of/a/script/that/sets/all/of/this/up.sh | sh");
        var password = page.locator("vaadin-password-field input");
        assertThat(password).hasAttribute("autocomplete", "new-password");
        password.fill("a long one");
        var look = page.getByRole(AriaRole.BUTTON, named("Show what cloud-init is told"));
        look.click();
        assertThat(page.getByText("“git;” is no name of a package.").first()).isVisible();
        assertThat(packages).isFocused();
        packages.fill("nginx git");
        packages.press("Tab");
        // As low as it can be, so that nothing below it is seen.
        look.evaluate("button => button.scrollIntoView({block: 'end'})");
        look.press("Enter");
        var preview = page.locator(".sw-first-boot pre");
        assertThat(preview).containsText("- nginx");
        assertThat(preview).containsText("password: (its hash)");
        assertThat(preview).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        InSight.all(advanced);
        Screenshots.take(page, "first-boot-preview");
        page.setViewportSize(390, 844);

        packages.fill("nginx git; rm");
        fold.click();
        assertThat(packages).isHidden();
        chooseNetwork(page);
        page.getByRole(AriaRole.BUTTON, named("Launch")).click();
        assertThat(packages).isFocused();
        assertThat(page.getByText("“git;” is no name of a package.").first()).isVisible();
        page.getByText("User data of your own").click();
        page.getByRole(AriaRole.TEXTBOX, named("User data")).fill("nonsense");
        InSight.all(advanced);
        page.getByText("Common settings").click();
        packages.fill("nginx git");
        page.getByRole(AriaRole.BUTTON, named("Launch")).click();
        assertThat(page).hasURL(Pattern.compile("/vms/"));
        assertThat(browser.complaints()).isEmpty();
    }

    /** The only one that this world's host has. */
    private void chooseNetwork(Page page) {
        page.locator("vaadin-select")
                .filter(new Locator.FilterOptions().setHasText("Network"))
                .click();
        page.getByRole(AriaRole.OPTION, named(world.network.name())).click();
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
