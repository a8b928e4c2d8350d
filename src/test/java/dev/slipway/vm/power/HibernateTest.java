package dev.slipway.vm.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class HibernateTest {
    @Autowired
    BeanFactory beans;

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
    void keepsItsMemoryAndGoesOnThere() {
        var vm = world.running("web-1");

        var hibernate = world.vms.hibernate(vm, world.actor);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.HIBERNATING);
        done(hibernate);
        var view = world.view(vm);
        assertThat(view.status()).isEqualTo(VmStatus.HIBERNATED);
        assertThat(view.statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("start it, and it goes on where it was"));
        assertThat(view.addresses()).isEmpty();
        // What it holds while it is on is free for others.
        world.assertUsed(1, 0);

        done(world.vms.start(vm, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void refusesWhatItsMemoryWouldNotFitAnyMore() {
        var vm = hibernated("web-1");

        assertThat(world.view(vm).refusedActions())
                .containsOnlyKeys(
                        VmAction.SHUTDOWN,
                        VmAction.REBOOT,
                        VmAction.RESET,
                        VmAction.PAUSE,
                        VmAction.RESUME,
                        VmAction.HIBERNATE,
                        VmAction.CONSOLE,
                        VmAction.SET_PASSWORD,
                        VmAction.MOVE,
                        VmAction.RESTORE,
                        VmAction.UNDELETE,
                        VmAction.MIGRATE,
                        VmAction.PROMOTE,
                        VmAction.CLONE,
                        VmAction.BACKUP,
                        VmAction.RESTORE_BACKUP,
                        VmAction.REBUILD,
                        VmAction.RESIZE,
                        VmAction.SNAPSHOT,
                        VmAction.REVERT,
                        VmAction.DELETE_SNAPSHOT,
                        VmAction.CHANGE_DISC,
                        VmAction.ATTACH_DISK,
                        VmAction.DETACH_DISK,
                        VmAction.GROW_DISK,
                        VmAction.GROW_OWN_DISK,
                        VmAction.ADD_NIC,
                        VmAction.REMOVE_NIC,
                        VmAction.SET_LINK,
                        VmAction.RESCUE,
                        VmAction.LEAVE_RESCUE)
                .hasEntrySatisfying(
                        VmAction.RESIZE, why -> assertThat(why).contains("Start it first, or force it off"));
    }

    @Test
    void asksForItsRunningQuotaAgain() {
        var vm = hibernated("web-1");
        world.limit(Dimension.RUNNING_VCPUS, 0);

        assertThatThrownBy(() -> world.vms.start(vm, world.actor)).isInstanceOf(QuotaExceeded.class);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.HIBERNATED);
        world.assertUsed(1, 0);
    }

    @Test
    void refusesWhereItsHostHasNoRoom() {
        var vm = world.running("web-1");
        world.machine.withDiskTakenByOthers(500L * 1024);

        var ended = world.ended(world.vms.hibernate(vm, world.actor));

        assertThat(ended.problemCode()).hasValue("no-room-for-memory");
        assertThat(ended.problem()).hasValueSatisfying(why -> assertThat(why).contains("Shut it down instead"));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(world.machine.calls(SimulatedCall.HIBERNATE)).isZero();
        world.assertUsed(1, 1);
    }

    @Test
    void goesOnRunningWhenItsHostCannotWriteItDown() {
        var vm = world.running("web-1");
        world.machine.fail(SimulatedCall.HIBERNATE, Fault.answers(Kind.NO_SPACE));

        var ended = world.ended(world.vms.hibernate(vm, world.actor));

        assertThat(ended.state()).isEqualTo(OperationState.UNDONE);
        assertThat(ended.problemCode()).hasValue("no-room-for-memory");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void keepsItsMemoryWhenItsHostCannotLetItGoOnAndStartsAnewOnceItIsThrownAway() {
        var vm = hibernated("web-1");
        world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED));

        var start = world.ended(world.vms.start(vm, world.actor));

        assertThat(start.problemCode()).hasValue("memory-not-restored");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.HIBERNATED);
        world.assertUsed(1, 0);

        done(world.vms.forceOff(vm, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        done(world.vms.start(vm, world.actor));
        world.assertUsed(1, 1);
    }

    @Test
    void followsWhatIsDoneOnItsHost() {
        var vm = world.running("web-1");

        world.machine.virsh().managedSave(vm.value());
        world.awaitStatus(vm, VmStatus.HIBERNATED);

        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("Hibernated outside Slipway"));
        world.assertUsed(1, 0);

        world.machine.virsh().managedSaveRemove(vm.value());
        world.awaitStatus(vm, VmStatus.STOPPED);

        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("thrown away outside Slipway"));
        world.assertUsed(1, 0);
    }

    @Test
    void losesItsMemoryInTheRecycleBinAndLeavesNothingWhenDeleted() {
        var vm = hibernated("web-1");

        done(world.vms.delete(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.BINNED);
        world.deletions.restore(vm, world.actor);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);

        done(world.vms.start(vm, world.actor));
        done(world.vms.hibernate(vm, world.actor));
        done(world.deletions.forGood(vm, world.actor));
        world.assertNothingOnHost(vm);
        world.assertUsed(0, 0);
    }

    @Test
    void isRefusedForWhatDoesNotRun() {
        var vm = world.stopped("web-1");
        assertThatThrownBy(() -> world.vms.hibernate(vm, world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-off"));
    }

    private VmId hibernated(String name) {
        var vm = world.running(name);
        done(world.vms.hibernate(vm, world.actor));
        return vm;
    }

    private void done(OperationId operation) {
        var ended = world.ended(operation);
        assertThat(ended.state()).as("%s", ended).isEqualTo(OperationState.DONE);
    }
}
