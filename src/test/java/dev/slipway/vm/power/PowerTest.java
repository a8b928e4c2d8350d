package dev.slipway.vm.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class PowerTest {
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
    void shutsDownStartsRebootsAndForcesOff() {
        var vm = world.running("web-1");

        done(world.vms.shutdown(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.view(vm).refusedActions())
                .containsOnlyKeys(
                        VmAction.SHUTDOWN,
                        VmAction.REBOOT,
                        VmAction.RESET,
                        VmAction.PAUSE,
                        VmAction.RESUME,
                        VmAction.FORCE_OFF,
                        VmAction.CONSOLE,
                        VmAction.SET_PASSWORD,
                        VmAction.MOVE,
                        VmAction.RESTORE,
                        VmAction.UNDELETE,
                        VmAction.MIGRATE,
                        VmAction.PROMOTE,
                        VmAction.HIBERNATE,
                        VmAction.RESCUE,
                        VmAction.LEAVE_RESCUE);
        world.assertUsed(1, 0);

        done(world.vms.start(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);

        int before = world.machine.calls(SimulatedCall.REBOOT);
        done(world.vms.reboot(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(world.machine.calls(SimulatedCall.REBOOT)).isEqualTo(before + 1);
        world.assertUsed(1, 1);

        done(world.vms.forceOff(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        world.assertUsed(1, 0);
    }

    @Test
    void saysWhatToDoWhenTheGuestDoesNotListen() {
        var vm = world.running("deaf");
        world.machine.guests().ignoringRequests(vm.value(), true);

        var operation = world.ended(world.vms.shutdown(vm, world.actor));

        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(operation.problemCode()).hasValue("guest-ignores-shutdown");
        assertThat(operation.problem()).hasValueSatisfying(s -> assertThat(s).contains("Force it off"));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
        done(world.vms.forceOff(vm, world.actor));
    }

    @Test
    void doesNotWaitForADeafGuestAnyLongerThanItsOwnerLikes() {
        var vm = world.running("deaf");
        world.machine.guests().ignoringRequests(vm.value(), true);
        var shutdown = world.vms.shutdown(vm, world.actor);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.SHUTTING_DOWN);

        world.bean(Operations.class).cancel(shutdown, world.actor);

        assertThat(world.ended(shutdown).problemCode()).hasValue("cancelled");
        done(world.vms.forceOff(vm, world.actor));
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        var vm = world.running("web-1");
        refused("vm-on", () -> world.vms.start(vm, world.actor));
        done(world.vms.forceOff(vm, world.actor));
        refused("vm-off", () -> world.vms.shutdown(vm, world.actor));
        refused("vm-off", () -> world.vms.reboot(vm, world.actor));
        refused("vm-off", () -> world.vms.forceOff(vm, world.actor));
        refused("vm-off", () -> world.vms.openScreen(vm, world.actor));
        world.assertUsed(1, 0);
    }

    @Test
    void isBusyForEverybodyElseAndSaysSinceWhen() {
        var vm = world.running("deaf");
        world.machine.guests().ignoringRequests(vm.value(), true);
        var shutdown = world.vms.shutdown(vm, world.actor);

        for (var verb : new Verbs[] {world.vms::forceOff, world.vms::reboot, world.vms::shutdown, world.vms::delete}) {
            assertThatThrownBy(() -> verb.ask(vm, world.actor))
                    .isInstanceOfSatisfying(
                            Conflict.class, e -> assertThat(e.code()).isEqualTo("busy"))
                    .hasMessageContaining("shutting down since");
        }
        assertThat(world.view(vm).refusedActions())
                .containsOnlyKeys(
                        VmAction.START,
                        VmAction.SHUTDOWN,
                        VmAction.REBOOT,
                        VmAction.RESET,
                        VmAction.PAUSE,
                        VmAction.RESUME,
                        VmAction.RESTORE,
                        VmAction.FORCE_OFF,
                        VmAction.DELETE,
                        VmAction.SET_PASSWORD,
                        VmAction.DELETE_FOR_GOOD,
                        VmAction.UNDELETE,
                        VmAction.MOVE,
                        VmAction.MIGRATE,
                        VmAction.CHANGE_DISC,
                        VmAction.ATTACH_DISK,
                        VmAction.DETACH_DISK,
                        VmAction.GROW_DISK,
                        VmAction.GROW_OWN_DISK,
                        VmAction.PROMOTE,
                        VmAction.REBUILD,
                        VmAction.RESIZE,
                        VmAction.SNAPSHOT,
                        VmAction.REVERT,
                        VmAction.DELETE_SNAPSHOT,
                        VmAction.ADD_NIC,
                        VmAction.REMOVE_NIC,
                        VmAction.SET_LINK,
                        VmAction.CLONE,
                        VmAction.HIBERNATE,
                        VmAction.RESCUE,
                        VmAction.LEAVE_RESCUE,
                        VmAction.BACKUP,
                        VmAction.RESTORE_BACKUP);
        world.ended(shutdown);
        world.awaitStatus(vm, VmStatus.RUNNING);
    }

    @Test
    void startsOnceHoweverOftenItIsClicked() throws Exception {
        var vm = world.stopped("web-1");
        try (var pool = Executors.newFixedThreadPool(6)) {
            var clicks = pool.invokeAll(IntStream.range(0, 6)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        try {
                            return world.vms.start(vm, world.actor);
                        } catch (Conflict e) {
                            return e.code();
                        }
                    })
                    .toList());
            int won = 0;
            for (var click : clicks) {
                if (click.get() instanceof OperationId operation) {
                    won++;
                    done(operation);
                } else {
                    assertThat(click.get()).isIn("busy", "vm-on");
                }
            }
            assertThat(won).isEqualTo(1);
        }
        world.assertUsed(1, 1);
    }

    @Test
    void refusesToStartPastTheQuotaAtTheClick() {
        var vm = world.stopped("web-1");
        world.limit(Dimension.RUNNING_VCPUS, 0);

        assertThatThrownBy(() -> world.vms.start(vm, world.actor))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessageContaining("running vCPU");

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        world.assertUsed(1, 0);
    }

    @Test
    void givesTheChargeBackWhenAStartFails() {
        var vm = world.stopped("web-1");
        world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED).always());

        var operation = world.ended(world.vms.start(vm, world.actor));

        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.view(vm).operation())
                .hasValueSatisfying(o -> assertThat(o.problem()).isPresent());
        world.assertUsed(1, 0);
        world.machine.recover();
        done(world.vms.start(vm, world.actor));
    }

    @Test
    void saysThatTheDiskIsGone() {
        var vm = world.stopped("web-1");
        world.machine.virsh().removeFile(new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2"));

        var operation = world.ended(world.vms.start(vm, world.actor));

        assertThat(operation.problemCode()).hasValue("disk-missing");
        world.assertUsed(1, 0);
        // What is left of it can still be cleared away.
        done(world.deletions.forGood(vm, world.actor));
        world.assertUsed(0, 0);
    }

    @Test
    void bringsBackAVmWhoseDefinitionWasLost() {
        var vm = world.stopped("web-1");
        world.machine.virsh().undefine(vm.value());
        world.awaitStatus(vm, VmStatus.MISSING);

        done(world.vms.start(vm, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void deletesWhatRunsAndLeavesNothing() {
        var running = world.running("web-1");
        var stopped = world.stopped("web-2");

        done(world.deletions.forGood(running, world.actor));
        done(world.deletions.forGood(stopped, world.actor));

        for (var vm : new VmId[] {running, stopped}) {
            assertThatThrownBy(() -> world.view(vm)).isInstanceOf(NotFound.class);
            world.assertNothingOnHost(vm);
        }
        world.assertUsed(0, 0);
        // The image's copy stays for the next ones.
        assertThat(world.machine.volumeNames(world.host.pool())).hasSize(1);
    }

    @Test
    void deletesForAsLongAsItTakes() {
        var vm = world.running("web-1");
        world.machine.fail(SimulatedCall.UNDEFINE, Fault.answers(Kind.REFUSED).times(2));
        world.machine.fail(SimulatedCall.DELETE_VOLUME, Fault.unreachable().times(3));

        var operation = world.deletions.forGood(vm, world.actor);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.DELETING);
        done(operation);

        world.assertNothingOnHost(vm);
        world.assertUsed(0, 0);
    }

    @Test
    void opensTheScreenOfWhatRuns() {
        var vm = world.running("web-1");

        var screen = world.vms.openScreen(vm, world.actor);

        assertThat(screen.port()).isPositive();
        assertThat(screen.password()).isNotEmpty();
        assertThat(screen.toString()).doesNotContain(screen.password());
        assertThat(world.machine.calls(SimulatedCall.OPEN_SCREEN)).isEqualTo(1);
    }

    @Test
    void asksNoHostForTheScreenOfWhatIsOff() {
        var vm = world.running("web-1");
        world.machine.virsh().destroy(vm.value());
        world.awaitStatus(vm, VmStatus.STOPPED);

        refused("vm-off", () -> world.vms.openScreen(vm, world.actor));

        assertThat(world.machine.calls(SimulatedCall.OPEN_SCREEN)).isZero();
    }

    @Test
    void hasNoScreenOfWhatWentOffAMomentAgo() {
        var vm = world.running("web-1");
        for (var kind : new Kind[] {Kind.WRONG_POWER_STATE, Kind.NO_SUCH_DOMAIN}) {
            world.machine.fail(SimulatedCall.OPEN_SCREEN, Fault.answers(kind));
            refused("vm-off", () -> world.vms.openScreen(vm, world.actor));
        }
    }

    @Test
    void forcesOffWhatIsPaused() {
        var vm = world.running("web-1");
        world.machine.virsh().ioError(vm.value());
        world.awaitStatus(vm, VmStatus.PAUSED);
        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(s -> assertThat(s).contains("storage"));
        refused("vm-paused", () -> world.vms.shutdown(vm, world.actor));

        done(world.vms.forceOff(vm, world.actor));

        assertThat(world.machine.defined()).hasSize(1);
        world.assertUsed(1, 0);
    }

    @Test
    void pausesAndResumes() {
        var vm = world.running("web-1");
        refused("vm-on", () -> world.vms.resume(vm, world.actor));

        done(world.vms.pause(vm, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.PAUSED);
        assertThat(world.view(vm).statusReason()).isEmpty();
        // It keeps its memory.
        world.assertUsed(1, 1);
        for (Verbs verb : List.<Verbs>of(world.vms::pause, world.vms::shutdown, world.vms::reboot, world.vms::reset)) {
            refused("vm-paused", () -> verb.ask(vm, world.actor));
        }
        refused("vm-on", () -> world.vms.start(vm, world.actor));

        done(world.vms.resume(vm, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void resets() {
        var vm = world.running("web-1");

        var reset = world.vms.reset(vm, world.actor);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.REBOOTING);
        done(reset);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void saysThatItWentOffBeforeAnythingCouldBeDoneToIt() {
        var vm = world.running("web-1");
        var verbs = Map.<SimulatedCall, Verbs>of(
                SimulatedCall.PAUSE, world.vms::pause,
                SimulatedCall.HIBERNATE, world.vms::hibernate,
                SimulatedCall.RESET, world.vms::reset,
                SimulatedCall.REBOOT, world.vms::reboot);
        verbs.forEach((call, verb) -> {
            world.machine.fail(call, Fault.answers(Kind.WRONG_POWER_STATE));

            var ended = world.ended(verb.ask(vm, world.actor));

            assertThat(ended.problemCode()).as(call.name()).contains("vm-off");
            // As it is seen then, whatever the host said.
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        });
        world.assertUsed(1, 1);
    }

    private interface Verbs {
        OperationId ask(VmId vm, Actor actor);
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
