package dev.slipway.vm.lost;

import static dev.slipway.vm.VmWorld.SYSTEM;
import static dev.slipway.vm.VmWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.placement.Placements;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.TwoHosts;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Discs;
import dev.slipway.vm.disc.Drives;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A host that is dead for good holds nothing for ever, and one that comes back after all is clean. */
@SlipwayTest
class GiveUpHostTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    LostHosts lost;

    @Autowired
    Hosts hosts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aHostThatAnswersIsNotGivenUp() {
        try (var world = new VmWorld(beans)) {
            var vm = world.running("web-1");

            assertThatThrownBy(() -> lost.giveUp(world.host.id(), SYSTEM))
                    .isInstanceOfSatisfying(
                            Conflict.class, e -> assertThat(e.code()).isEqualTo("host-answers"));
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        }
    }

    @Test
    void whatWasThereIsLostAndHoldsNothingAnyMore() {
        try (var world = new VmWorld(beans)) {
            var on = world.running("web-1");
            var off = world.stopped("web-2");
            world.silence();

            assertThat(String.join(
                            " ", lost.consequences(world.host.id(), SYSTEM).sentences()))
                    .contains("2 VMs are lost", "web-1, web-2", "2 vCPUs, 512 MiB of memory, 2 GiB of disk");
            assertThat(giveUp(world).state()).isEqualTo(OperationState.DONE);

            for (var vm : List.of(on, off)) {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
                assertThat(world.view(vm).statusReason())
                        .hasValueSatisfying(
                                why -> assertThat(why).contains("given up", "disk is gone", "quota is given back"));
                assertThat(world.bean(Placements.class).explain(vm)).isEmpty();
                assertThat(audited(vm)).contains("vm.lost");
            }
            world.assertUsed(0, 0);
            assertThat(world.view(on).refusedActions())
                    .doesNotContainKey(VmAction.DELETE)
                    .containsKey(VmAction.START);
            assertThat(world.ended(world.vms.delete(on, world.actor)).state()).isEqualTo(OperationState.DONE);
            hosts.remove(world.host.id(), SYSTEM);
            assertThatThrownBy(() -> hosts.get(world.host.id(), SYSTEM)).isInstanceOf(NotFound.class);
            assertThat(world.view(off).status()).isEqualTo(VmStatus.LOST);
        }
    }

    /** A start, a deletion, a launch that has nowhere else to go: none of them waits for ever. */
    @Test
    void whatWaitsForTheHostEnds() {
        try (var world = new VmWorld(beans)) {
            var started = world.stopped("started");
            var deleted = world.stopped("deleted");
            world.machine.goDown();
            var start = world.vms.start(started, world.actor);
            var delete = world.deletions.forGood(deleted, world.actor);
            var launched = world.launch("launched");
            world.silence();

            assertThat(giveUp(world).state()).isEqualTo(OperationState.DONE);

            assertThat(world.ended(start).problemCode()).contains("host-given-up");
            assertThat(world.ended(delete).state()).isEqualTo(OperationState.DONE);
            assertThat(world.ended(launched.operation()).problemCode()).contains("host-given-up");
            assertThat(world.view(started).status()).isEqualTo(VmStatus.LOST);
            assertThatThrownBy(() -> world.view(deleted)).isInstanceOf(NotFound.class);
            assertThat(world.view(launched.vm()).status()).isEqualTo(VmStatus.FAILED);
            world.assertUsed(0, 0);
        }
    }

    /** Also when the change was made there already, and cannot be taken back any more. */
    @Test
    void aDiscThatIsBeingChangedThereKeepsNobodyWaiting() {
        try (var world = new VmWorld(beans)) {
            var disc = Discs.publish(world);
            var vm = world.running("web-1");
            world.machine.fail(
                    SimulatedCall.CHANGE_DISC,
                    Fault.hang().butDoneNevertheless().always());
            var change = world.bean(Drives.class).insert(vm, 1, disc.version(), world.actor);
            await().until(() -> world.machine.defined().stream()
                    .anyMatch(spec ->
                            spec.vm().equals(vm) && spec.drives().getFirst().isPresent()));
            world.silence();

            assertThat(giveUp(world).state()).isEqualTo(OperationState.DONE);

            assertThat(world.ended(change).problemCode()).contains("host-given-up");
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
            world.assertUsed(0, 0);
        }
    }

    /** The undo that waits for a dead host is what held quota for ever. */
    @Test
    void aLaunchThatIsBeingUndoneThereGoesOnElsewhereAndItsTwinIsRemovedWhenTheHostIsBack() {
        try (var world = new VmWorld(beans)) {
            var vm = world.running("first");
            var other = world.smallerHost();
            world.machine.fail(SimulatedCall.START, Fault.hang().butDoneNevertheless());
            var launched = world.launch("twin");
            await().until(() ->
                    world.machine.defined().stream().anyMatch(spec -> spec.vm().equals(launched.vm())));
            world.silence();

            assertThat(giveUp(world).state()).isEqualTo(OperationState.DONE);

            assertThat(world.ended(launched.operation()).state()).isEqualTo(OperationState.DONE);
            assertThat(world.view(launched.vm()).status()).isEqualTo(VmStatus.RUNNING);
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
            world.assertUsed(1, 1);

            world.machine.recover();

            await().untilAsserted(() -> {
                world.assertGoneFrom(vm, world.machine);
                world.assertGoneFrom(launched.vm(), world.machine);
            });
            await().until(() -> world.hostState() == HostState.DISABLED);
            assertThat(hosts.get(world.host.id(), SYSTEM).givenUp()).isEmpty();
            assertThat(other.defined()).anyMatch(spec -> spec.vm().equals(launched.vm()));
            world.assertUsed(1, 1);
        }
    }

    @Test
    void aHostThatAnswersInTheMiddleKeepsWhatIsNotLostYet() {
        try (var world = new VmWorld(beans)) {
            world.running("a");
            world.running("b");
            var vms = world.bean(LostVms.class).on(world.host.id());
            world.silence();
            var first = vms.getFirst();
            var second = vms.getLast();
            var operation = world.bean(TransactionTemplate.class).execute(t -> {
                jdbc.sql("select id from vm where id = ? for update")
                        .param(second.value())
                        .query()
                        .singleRow();
                var giveUp = elsewhere(() -> lost.giveUp(world.host.id(), SYSTEM));
                await().until(() -> status(first).equals("LOST"));
                world.machine.recover();
                // As its watcher writes it down, which the held row may keep from coming so far.
                elsewhere(() -> jdbc.sql("update host set silent_since = null, given_up_at = null where id = ?")
                        .param(world.host.id().value())
                        .update());
                return giveUp;
            });

            assertThat(world.ended(operation, SYSTEM).state()).isEqualTo(OperationState.DONE);
            world.awaitStatus(second, VmStatus.RUNNING);
            await().untilAsserted(() -> world.assertGoneFrom(first, world.machine));
            await().untilAsserted(() ->
                    assertThat(world.bean(Remnants.class).on(world.host.id())).isEmpty());
            assertThat(world.machine.defined()).anyMatch(spec -> spec.vm().equals(second));
            assertThat(world.view(second).status()).isEqualTo(VmStatus.RUNNING);
            assertThat(world.used()).containsEntry(Dimension.VMS, 1L).containsEntry(Dimension.RUNNING_VCPUS, 1L);
        }
    }

    /** It is taken back after it has arrived, and there is no way back any more. */
    @Test
    void aVmThatHasArrivedElsewhereStaysThere() {
        try (var two = new TwoHosts(beans)) {
            var world = two.world;
            var vm = world.running("arrived");
            var written = world.machine.written(two.disk(vm));
            two.second.fail(SimulatedCall.DEFINE, Fault.busy().times(2000));
            var move = world.vms.migrate(vm, Optional.of(two.secondHost.id()), OptionalLong.empty(), SYSTEM);
            await().until(() -> two.second.calls(SimulatedCall.DEFINE) > 0);

            breakOffAfterGivingUp(two, move);

            two.assertOnlyOn(two.second, vm, true);
            assertThat(two.second.written(two.disk(vm))).isEqualTo(written);
            world.assertUsed(1, 1);
            assertThat(audited(vm)).doesNotContain("vm.lost");
        }
    }

    @Test
    void soDoesOneThatIsOff() {
        try (var two = new TwoHosts(beans)) {
            var world = two.world;
            var vm = world.stopped("arrived");
            var written = world.machine.written(two.disk(vm));
            world.machine.fail(SimulatedCall.UNDEFINE, Fault.busy().times(2000));
            var move = world.vms.migrate(vm, Optional.of(two.secondHost.id()), OptionalLong.empty(), SYSTEM);
            await().until(() -> world.machine.calls(SimulatedCall.UNDEFINE) > 0);

            breakOffAfterGivingUp(two, move);

            two.assertOnlyOn(two.second, vm, false);
            assertThat(two.second.written(two.disk(vm))).isEqualTo(written);
            world.assertUsed(1, 0);
        }
    }

    /** And the old host comes back in the end. */
    private void breakOffAfterGivingUp(TwoHosts two, OperationId move) {
        two.world.silence();
        var giveUp = lost.giveUp(two.world.host.id(), SYSTEM);
        two.world.bean(Operations.class).cancel(move, SYSTEM);
        assertThat(two.world.ended(move).state()).isEqualTo(OperationState.UNDONE);
        assertThat(two.world.ended(giveUp, SYSTEM).state()).isEqualTo(OperationState.DONE);
        two.second.recover();
        two.world.machine.recover();
        await().until(() ->
                two.world.bean(Remnants.class).on(two.world.host.id()).isEmpty());
    }

    private OperationView giveUp(VmWorld world) {
        return world.ended(lost.giveUp(world.host.id(), SYSTEM), SYSTEM);
    }

    /** Not in the transaction that holds the row. */
    private static <T> T elsewhere(Supplier<T> what) {
        return CompletableFuture.supplyAsync(what).join();
    }

    private String status(VmId vm) {
        return jdbc.sql("select status from vm where id = ?")
                .param(vm.value())
                .query(String.class)
                .single();
    }

    private List<String> audited(VmId vm) {
        return jdbc.sql("select action from audit_entry where target_id = ?")
                .param(vm.value())
                .query(String.class)
                .list();
    }
}
