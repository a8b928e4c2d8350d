package dev.slipway.vm.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.audit.AuditTrail;
import dev.slipway.host.HostLost;
import dev.slipway.host.HostSeen;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.Dimension;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.state.VmViews;
import dev.slipway.vm.work.PowerRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens on the host behind the portal's back is shown as it is. */
@SlipwayTest
class VmReconcilerTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    VmReconciler reconciler;

    @Autowired
    Clock clock;

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
    void showsWithinASecondOrTwoThatSomebodyStoppedIt() {
        var vm = world.running("web-1");
        List<Change> told = new CopyOnWriteArrayList<>();
        try (var subscription = world.bean(Changes.class).subscribe(told::add)) {
            world.machine.virsh().destroy(vm.value());

            VmWorld.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(
                            () -> assertThat(told).contains(new Change(Topic.VM, vm.value(), world.project.id())));
        }
        world.awaitStatus(vm, VmStatus.STOPPED);
        assertReason(vm, "Stopped outside Slipway");
        world.assertUsed(1, 0);
        assertThat(world.bean(AuditTrail.class)
                        .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 10), world.actor)
                        .getContent())
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("vm.stopped-outside");
                    assertThat(entry.actor()).isEqualTo("system:vm-reconciler");
                });
    }

    @Test
    void tellsACrashFromAGuestThatTurnedItselfOff() {
        var crashed = world.running("crashed");
        var halted = world.running("halted");

        world.machine.virsh().crash(crashed.value());
        world.machine.virsh().haltFromInside(halted.value());

        world.awaitStatus(halted, VmStatus.STOPPED);
        assertReason(halted, "Its guest shut itself down");
        VmWorld.await().until(() -> !world.view(crashed).status().equals(VmStatus.RUNNING));
        assertReason(crashed, "It crashed");
        world.assertUsed(2, 0);
    }

    @Test
    void chargesWhatWasStartedOutsideEvenPastTheLimit() {
        var vm = world.stopped("web-1");
        world.limit(Dimension.RUNNING_VCPUS, 0);

        world.machine.virsh().start(vm.value());

        world.awaitStatus(vm, VmStatus.RUNNING);
        assertReason(vm, "Started outside Slipway");
        world.assertUsed(1, 1);
    }

    @Test
    void knowsThatADefinitionIsGoneOnlyWhenTheHostSaysSo() {
        var vm = world.stopped("web-1");

        world.machine.virsh().undefine(vm.value());

        world.awaitStatus(vm, VmStatus.MISSING);
        assertReason(vm, "Restore it");
        assertThat(world.view(vm).refusedActions())
                .doesNotContainKeys(VmAction.RESTORE, VmAction.START, VmAction.DELETE);
        world.assertUsed(1, 0);
    }

    @Test
    void showsASilentHostAsUnknownAndKeepsEverything() {
        var vm = world.running("web-1");

        world.machine.goDown();

        reconciler.on(new HostLost(world.host.id(), clock.instant()));

        var silent = world.bean(VmStore.class).find(vm).orElseThrow();
        assertThat(silent.status()).isEqualTo(VmStatus.UNKNOWN);
        var view = world.bean(VmViews.class)
                .of(
                        silent,
                        Optional.empty(),
                        new VmViews.Surroundings(
                                "Acme", Halt.NONE, Set.of(world.actor.requireUser()), Map.of(), Map.of(), Map.of()),
                        world.actor);
        assertThat(view.statusReason())
                .hasValueSatisfying(s -> assertThat(s).contains("does not answer since", "before that it was running"));
        assertThat(view.refusedActions())
                .containsKeys(VmAction.SHUTDOWN, VmAction.FORCE_OFF, VmAction.CONSOLE)
                .doesNotContainKey(VmAction.DELETE);
        world.assertUsed(1, 1);
        world.machine.recover();
        // The next look at the host puts it right, without a word about a change that never was.
        world.awaitStatus(vm, VmStatus.RUNNING);
        assertThat(world.view(vm).statusReason()).isEmpty();
    }

    @Test
    void catchesUpWithWhatHappenedWhileTheHostWasSilent() {
        var stays = world.running("stays");
        var stops = world.running("stops");
        world.machine.goDown();
        world.awaitStatus(stays, VmStatus.UNKNOWN);
        world.machine.virsh().destroy(stops.value());

        world.machine.recover();

        world.awaitStatus(stops, VmStatus.STOPPED);
        world.awaitStatus(stays, VmStatus.RUNNING);
        world.assertUsed(2, 1);
    }

    @Test
    void learnsNothingFromAnInventoryThatIsOlderThanWhatIsKnown() {
        var vm = world.running("web-1");
        var before =
                world.bean(VmStore.class).find(vm).orElseThrow().power().at().minusMillis(1);

        reconciler.on(seen(before, vm, PowerState.OFF, PowerReason.POWERED_OFF));
        reconciler.on(new HostSeen(world.host.id(), before, List.of(), false));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void leavesToAWorkflowWhatAWorkflowIsAt() {
        var vm = world.stopped("web-1");
        world.machine.fail(SimulatedCall.START, Fault.unreachable().always());
        var start = world.vms.start(vm, world.actor);

        reconciler.on(new HostSeen(world.host.id(), clock.instant(), List.of(), false));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STARTING);
        world.assertUsed(1, 1);
        world.machine.recover();
        world.ended(start);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    /** The host says the same as before, so only the change feed can tell that its row does not any more. */
    @Test
    void correctsARowThatSomebodyChangedThoughTheHostSaysTheSame() {
        var vm = world.running("web-1");
        world.awaitAgreement();

        world.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            world.bean(PowerRows.class).observed(vm, ObservedPower.OFF, clock.instant(), Optional.empty());
            world.bean(Changes.class).announce(Topic.VM, vm.value(), world.project.id());
        });

        VmWorld.await().untilAsserted(() -> {
            reconciler.on(world.inventory());
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        });
    }

    @Test
    void correctsAtOnceWhatNobodyToldOfWhenSomebodyAsks() {
        var vm = world.running("web-1");
        world.awaitAgreement();

        world.bean(PowerRows.class).observed(vm, ObservedPower.OFF, clock.instant(), Optional.empty());
        world.bean(Hosts.class).lookAgain(world.host.id(), VmWorld.SYSTEM);

        world.awaitStatus(vm, VmStatus.RUNNING);
    }

    @Test
    void tellsAChangeOnceHoweverManyNodesSeeIt() throws Exception {
        var vm = world.stopped("web-1");
        var inventory = seen(clock.instant(), vm, PowerState.CRASHED, PowerReason.CRASHED);
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var done : pool.invokeAll(IntStream.range(0, 8)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        reconciler.on(inventory);
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        }
        assertThat(world.bean(AuditTrail.class)
                        .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 50), world.actor)
                        .getContent())
                .filteredOn(entry -> entry.action().equals("vm.crashed"))
                .hasSize(1);
    }

    @Test
    void leavesTheHostsOwnDomainsAlone() {
        var foreign = UUID.randomUUID();
        world.machine.virsh().defineForeign(foreign, "pet");
        var vm = world.running("web-1");

        world.ended(world.deletions.forGood(vm, world.actor));

        assertThat(world.bean(VmStore.class).find(new VmId(foreign))).isEmpty();
        world.machine.virsh().start(foreign);
    }

    private HostSeen seen(Instant at, VmId vm, PowerState power, PowerReason reason) {
        return new HostSeen(world.host.id(), at, List.of(new DomainObservation(vm.value(), "x", power, reason)), false);
    }

    private void assertReason(VmId vm, String words) {
        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(s -> assertThat(s).contains(words));
    }
}
