package dev.slipway.vm.rescue;

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
import dev.slipway.vm.disc.Discs;
import dev.slipway.vm.disc.Drives;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class RescueTest {
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
    void startsFromItsDiscUntilSomebodyEndsThat() {
        var vm = offWithADisc("web-1");

        done(world.vms.rescue(vm, world.actor));

        var view = world.view(vm);
        assertThat(view.status()).isEqualTo(VmStatus.IN_RESCUE);
        assertThat(view.statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("until you leave rescue"));
        assertThat(RescueScenarios.discsFirst(world, vm)).isTrue();
        world.assertUsed(1, 1);

        // Turned off and on, it is in rescue still.
        done(world.vms.forceOff(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("It is in rescue"));
        refused("vm-in-rescue", () -> world.vms.rescue(vm, world.actor));
        done(world.vms.start(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.IN_RESCUE);

        done(world.vms.leaveRescue(vm, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(RescueScenarios.discsFirst(world, vm)).isFalse();
        world.assertUsed(1, 0);
        done(world.vms.start(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void refusesWhatWouldCopyOrReplaceWhatIsBeingMended() {
        var vm = offWithADisc("web-1");
        done(world.vms.rescue(vm, world.actor));

        for (var action :
                new VmAction[] {VmAction.REBUILD, VmAction.SNAPSHOT, VmAction.REVERT, VmAction.PROMOTE, VmAction.CLONE
                }) {
            assertThat(world.view(vm).refusedActions()).as(action.words()).containsKey(action);
        }
        assertThat(world.view(vm).refusedActions())
                .doesNotContainKeys(VmAction.SHUTDOWN, VmAction.CONSOLE, VmAction.CHANGE_DISC, VmAction.LEAVE_RESCUE);
    }

    @Test
    void needsADiscAndRoomInTheQuotaAndAVmThatIsOff() {
        var running = world.running("web-1");
        refused("vm-no-disc", () -> world.vms.rescue(running, world.actor));
        refused("vm-not-in-rescue", () -> world.vms.leaveRescue(running, world.actor));
        done(world.bean(Drives.class).insert(running, 1, Discs.publish(world).version(), world.actor));
        refused("vm-on", () -> world.vms.rescue(running, world.actor));
        done(world.vms.forceOff(running, world.actor));
        world.limit(Dimension.RUNNING_VCPUS, 0);

        assertThatThrownBy(() -> world.vms.rescue(running, world.actor)).isInstanceOf(QuotaExceeded.class);

        assertThat(world.view(running).inRescue()).isFalse();
        world.assertUsed(1, 0);
    }

    @Test
    void isAsBeforeWhenItDoesNotStart() {
        var vm = offWithADisc("web-1");
        world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED));

        var ended = world.ended(world.vms.rescue(vm, world.actor));

        assertThat(ended.state()).isEqualTo(OperationState.UNDONE);
        assertThat(world.view(vm).inRescue()).isFalse();
        world.assertUsed(1, 0);
        done(world.vms.start(vm, world.actor));
        assertThat(RescueScenarios.discsFirst(world, vm)).isFalse();
    }

    private VmId offWithADisc(String name) {
        var vm = world.running(name);
        done(world.bean(Drives.class).insert(vm, 1, Discs.publish(world).version(), world.actor));
        done(world.vms.forceOff(vm, world.actor));
        return vm;
    }

    private void done(OperationId operation) {
        var ended = world.ended(operation);
        assertThat(ended.state()).as("%s", ended).isEqualTo(OperationState.DONE);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
