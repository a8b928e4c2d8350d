package dev.slipway.ui.host;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.api.ApiWorld;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Role;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.Pets;
import dev.slipway.vm.UnknownDomains;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An administrator finds a domain on a host and makes a VM of it; makes a pool on it. In a real browser. */
@SlipwayTest
@Tag("real")
class OthersOnAHostBrowserTest {
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
        choose("Whose project", world.home.project().title());
        choose("Owner", member.user().name());
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
        assertThat(page.getByText("Active").nth(1)).isVisible();
        page.getByText("Storage pools").scrollIntoViewIfNeeded();
        Screenshots.take(page, "host-pools");
        org.assertj.core.api.Assertions.assertThat(browser.complaints()).isEmpty();
    }

    private void menu(String row) {
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName("Actions of " + row).setExact(true))
                .click();
    }

    private void choose(String label, String words) {
        var box = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label));
        box.click();
        box.fill(words);
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
    }

    private Locator button(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }
}
