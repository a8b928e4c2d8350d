package dev.slipway.ui.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.ChargeKey;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.vm.LaunchView;
import dev.slipway.ui.vm.VmListView;
import dev.slipway.vm.owner.Payers;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody else uses or is given moves the bars of whoever looks. */
class LiveQuotaTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Amounts THREE = new Amounts(3, 0, 0, 0, 0, 0);

    @Test
    void barsFollowWhatOthersCharge() {
        world.limit(Dimension.VMS, 7);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);
        assertThat(words(window)).contains("0 of 7");

        ChargeKey key = charge(world.people.newMember(world.project.id(), Role.PROJECT_MEMBER), world.project);
        shows(window, "3 of 7");

        transaction(() -> world.bean(Quotas.class).release(key));
        shows(window, "0 of 7");
    }

    @Test
    void barsFollowTheTenantWhereAnotherProjectUsesIt() {
        ProjectView sibling = world.bean(Tenants.class).createProject(world.project.tenant(), "web", SYSTEM);
        world.bean(Quotas.class).limitTenant(world.project.tenant(), Map.of(Dimension.VMS, OptionalLong.of(6)), SYSTEM);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);
        assertThat(words(window)).contains("0 of 6");

        charge(world.people.newMember(sibling.id(), Role.PROJECT_MEMBER), sibling);
        shows(window, "3 of 6");

        world.bean(Quotas.class).limitTenant(world.project.tenant(), Map.of(Dimension.VMS, OptionalLong.of(5)), SYSTEM);
        shows(window, "3 of 5");
    }

    @Test
    void theLaunchScreenAndTheQuotaScreenFollowToo() {
        world.limit(Dimension.VMS, 3);
        BrowserlessUIContext launching = world.window(world.member);
        launching.navigate(LaunchView.class);
        BrowserlessUIContext looking = world.window(world.member);
        looking.navigate(QuotaView.class);

        charge(world.people.newMember(world.project.id(), Role.PROJECT_MEMBER), world.project);

        shows(looking, "You may use no more VMs");
        shows(launching, "uses 3");
    }

    private static void shows(BrowserlessUIContext window, String words) {
        ScreenWorld.awaitOn(window, () -> assertThat(words(window)).contains(words));
    }

    private ChargeKey charge(Person payer, ProjectView project) {
        QuotaPath path = world.bean(Payers.class).of(project.id(), Optional.empty(), payer.actor());
        ChargeKey key = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
        transaction(() -> world.bean(Quotas.class).charge(path, Map.of(key, THREE)));
        return key;
    }

    private void transaction(Runnable work) {
        world.bean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
    }
}
