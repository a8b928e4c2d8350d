package dev.slipway.vm.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Projects;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.Verb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class SuspendedTenantTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    TenantRegister register;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void keepsVmsRunningAndBeginsNothingNew() {
        var running = world.running("on");
        var stopped = world.stopped("off");
        suspend(Suspension.Vms.KEEP_RUNNING);

        refused(() -> world.launch("new"));
        refused(() -> world.vms.start(stopped, world.actor));
        assertThat(world.view(stopped).refusedActions().get(VmAction.START)).contains("Audit under way.");
        assertThat(world.view(running).refusedActions()).doesNotContainKeys(VmAction.CONSOLE, VmAction.REBOOT);
        world.ended(world.vms.reboot(running, world.actor));
        world.ended(world.vms.shutdown(running, world.actor));
        refused(() -> world.vms.start(running, world.actor));
        assertThat(world.ended(world.deletions.forGood(running, world.actor)).state())
                .isEqualTo(OperationState.DONE);
        world.assertUsed(1, 0);

        register.resume(world.project.tenant(), VmWorld.SYSTEM);
        assertThat(world.ended(world.vms.start(stopped, world.actor)).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void turnsAllOffTheDeafOnesByForceAndThoseThatWereBeingLaunched() {
        var listens = world.running("listens");
        var deaf = world.running("deaf");
        world.machine.guests().ignoringRequests(deaf.value(), true).bootingIn(Duration.ofMillis(500));
        var launching = world.launch("launching");

        suspend(Suspension.Vms.STOP_ALL);

        for (var vm : List.of(listens, deaf, launching.vm())) {
            world.awaitStatus(vm, VmStatus.STOPPED);
        }
        world.assertUsed(3, 0);
        assertThat(world.bean(Operations.class).ofTarget(deaf.value(), 1))
                .extracting(OperationView::kind, OperationView::requestedBy)
                .containsExactly(tuple(Verb.FORCE_OFF.kind(), StopSuspended.ACTOR.name()));
        refused(() -> world.vms.start(listens, world.actor));
        assertThatThrownBy(() -> world.vms.openScreen(listens, world.actor)).isInstanceOf(Conflict.class);
    }

    @Test
    void turnsOffWhatIsStartedBehindOurBack() {
        var vm = world.running("zombie");
        suspend(Suspension.Vms.STOP_ALL);
        world.awaitStatus(vm, VmStatus.STOPPED);

        world.machine.virsh().start(vm.value());

        VmWorld.await()
                .untilAsserted(() -> assertThat(world.bean(Operations.class).ofTarget(vm.value(), 10))
                        .filteredOn(o -> o.requestedBy().equals(StopSuspended.ACTOR.name()))
                        .hasSize(2));
        world.awaitStatus(vm, VmStatus.STOPPED);
    }

    @Test
    void namesWhatIsLeftInATenantThatIsToBeDeleted() {
        var tenant = world.project.tenant();
        var vm = world.stopped("left");
        assertThatThrownBy(() -> register.delete(tenant, VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("1 VM, 1 charge on its quota");

        register.rename(tenant, world.project.tenantName() + " Ltd", VmWorld.SYSTEM);
        world.bean(Projects.class).rename(world.project.id(), "main", VmWorld.SYSTEM);
        assertThat(world.view(vm).projectName()).isEqualTo("main");

        world.ended(world.deletions.forGood(vm, world.actor));
        register.delete(tenant, VmWorld.SYSTEM);
        assertThatThrownBy(() -> world.launch("late")).hasMessageContaining("no such project");
    }

    @Test
    void keepsTheVmsOfWhoLeaves() {
        var grace = world.accountHolder();
        var launched = world.vms.launch(world.request("graces"), grace);
        world.ended(launched.operation());
        assertThat(world.view(launched.vm()).ownerName()).isEqualTo(grace.name());

        world.bean(Members.class).leave(world.project.id(), grace);

        var now = world.bean(Actors.class).of(grace.requireUser(), "192.0.2.1");
        assertThatThrownBy(() -> world.vms.get(launched.vm(), now)).hasMessageContaining("no such VM");
        assertThat(world.view(launched.vm()).ownerName()).isEqualTo(grace.name() + " (former member)");
        world.assertUsed(1, 1);
        world.ended(world.deletions.forGood(launched.vm(), world.actor));
        world.assertUsed(0, 0);
        world.bean(Tenants.class)
                .setMember(world.project.id(), grace.requireUser(), Role.PROJECT_VIEWER, VmWorld.SYSTEM);
    }

    private void suspend(Suspension.Vms vms) {
        register.suspend(world.project.tenant(), vms, "Audit under way", VmWorld.SYSTEM);
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(Conflict.class)
                .extracting(e -> ((Conflict) e).code())
                .isEqualTo("tenant-suspended");
    }
}
