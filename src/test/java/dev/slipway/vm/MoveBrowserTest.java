package dev.slipway.vm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestGuacd;
import dev.slipway.vm.launch.LaunchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An administrator moves VMs and empties a host in a real browser; whoever sits at a console hardly notices. */
@SlipwayTest
@Tag("real")
class MoveBrowserTest {
    /** A real one; an application of its own, therefore, beside that of the tests on a real host, whose catalogue is to stay theirs. */
    @DynamicPropertySource
    static void guacd(DynamicPropertyRegistry settings) {
        settings.add("slipway.console.guacd-port", () -> TestGuacd.get().port());
    }

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private TwoHosts hosts;
    private VmWorld world;
    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        hosts = new TwoHosts(application);
        world = hosts.world;
        browser = Browser.start();
        page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, new People(application).newAdministrator().user().name(), People.PASSWORD);
    }

    @AfterEach
    void close() {
        browser.close();
        hosts.close();
    }

    @Test
    void theConsoleComesBackOnTheOtherHostByItself() {
        var vm = world.running("web-1");
        page.navigate("/vms/" + vm + "/console");
        page.waitForFunction("() => document.querySelector('slipway-console')?.state === 'connected'");
        page.evaluate("() => { window.seen = []; document.querySelector('slipway-console')"
                + ".addEventListener('console-state', e => window.seen.push(e.detail.state)); }");

        var end = world.ended(world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM));

        assertThat(end.state()).as(end.message()).isEqualTo(OperationState.DONE);
        page.waitForFunction("() => window.seen.includes('waiting') && window.seen.at(-1) === 'connected'");
        hosts.assertOnlyOn(hosts.second, vm, true);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aVmIsMovedByADialogThatSaysWhyNot() {
        world.machine.guests().movingIn(Duration.ofSeconds(10));
        var vm = world.running("web-1");
        page.navigate("/vms/" + vm);

        page.getByRole(AriaRole.BUTTON, named("Move to another host")).click();
        assertThat(page.getByText("is where the VM is now")).isVisible();
        assertThat(page.getByText(hosts.secondHost.name(), new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        page.getByLabel("Send at most").fill("0");
        page.getByLabel("Send at most").press("Tab");
        Screenshots.take(page, "migrate-dialog");
        page.getByLabel("Send at most").fill("64");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Move").setExact(true))
                .last()
                .click();

        assertThat(page.getByText("Moving it while it runs").first()).isVisible();
        Screenshots.take(page, "migrate-progress");
        hosts.assertOnlyOn(hosts.second, vm, true);
        org.assertj.core.api.Assertions.assertThat(world.machine.limitOfLastMove())
                .hasValue(64);
        assertThat(page.getByText("Moving it while it runs")).isHidden();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aHostIsEmptiedAfterItsPlanWasRead() {
        world.machine.guests().movingIn(Duration.ofSeconds(2));
        world.running("web-1");
        world.stopped("db-1");
        var zoo = sized("zoo", new Resources(1, 40 * 1024, 1024));
        var off = sized(
                "accounts-of-the-years-before-2020-which-nobody-reads-any-more", new Resources(1, 256, 20 * 1024));
        world.ended(world.vms.forceOff(off, world.actor));
        page.navigate("/admin/hosts/" + world.host.id());

        page.getByRole(AriaRole.MENUITEM, named("Actions of " + world.host.name()))
                .click();
        page.getByText("Empty it for maintenance…").click();
        assertThat(page.getByText("goes to " + hosts.secondHost.name() + " while it runs"))
                .isVisible();
        assertThat(page.getByText("cannot go.")).isVisible();
        assertThat(page.getByText("1 running VM and 1 stopped VM would go")).isVisible();
        assertThat(page.getByText("1 that is off stays. 1 cannot:")).isVisible();
        var lines = page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.LISTITEM);
        assertThat(lines.first()).containsText("zoo");
        Screenshots.take(page, "drain-plan");
        InSight.dialog(page, "Not now", "Empty it");
        var stoppedToo = page.getByRole(AriaRole.CHECKBOX, named("Move those that are off, too"));
        stoppedToo.press("Space");
        assertThat(page.getByText("is off and stays; it cannot be started before the end"))
                .hasCount(2);
        stoppedToo.press("Space");
        assertThat(page.getByText("with its disk")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Empty it")).last().click();

        assertThat(page.getByText("zoo: ").first()).isVisible();
        Screenshots.take(page, "drain-progress");
        world.ended(world.vms.forceOff(zoo, world.actor));
        assertThat(page.getByRole(AriaRole.BUTTON, named("End maintenance"))).isVisible();
        Screenshots.take(page, "maintenance");
        page.getByRole(AriaRole.BUTTON, named("End maintenance")).click();
        VmWorld.await().until(() -> state() == HostState.ENABLED);
        assertThat(page.getByRole(AriaRole.BUTTON, named("End maintenance"))).isHidden();
        assertThat(browser.complaints()).isEmpty();
    }

    private VmId sized(String name, Resources resources) {
        var request = world.request(name);
        var launched = world.vms.launch(
                new LaunchRequest(
                        request.project(),
                        name,
                        request.image(),
                        world.size(resources).id(),
                        request.network(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                world.actor);
        world.ended(launched.operation());
        return launched.vm();
    }

    private HostState state() {
        return world.bean(Hosts.class).get(world.host.id(), VmWorld.SYSTEM).state();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
