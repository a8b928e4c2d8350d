package dev.slipway.vm.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.TwoHosts;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.drain.DrainPlan.Fate;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.state.VmRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class DrainTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    Maintenance maintenance;

    @Autowired
    Operations operations;

    private TwoHosts hosts;
    private VmWorld world;

    @BeforeEach
    void build() {
        hosts = new TwoHosts(beans);
        world = hosts.world;
    }

    @AfterEach
    void leave() {
        hosts.close();
    }

    @Test
    void showsItsPlanAndThenDoesIt() {
        var running = List.of(world.running("web-1"), world.running("web-2"), world.running("web-3"));
        var stopped = world.stopped("db-1");

        var plan = maintenance.plan(world.host.id(), true, VmWorld.SYSTEM);

        assertThat(plan.lines()).extracting(DrainPlan.Line::name).containsExactly("web-1", "web-2", "web-3", "db-1");
        assertThat(plan.count(Fate.MOVES_RUNNING)).isEqualTo(3);
        assertThat(plan.count(Fate.MOVES_STOPPED)).isEqualTo(1);
        assertThat(plan.lines()).allSatisfy(line -> assertThat(line.to()).contains(hosts.secondHost.name()));
        assertThat(world.promised(hosts.secondHost.id()))
                .as("planning holds nothing")
                .isEqualTo(Resources.NONE);
        assertThat(state()).isEqualTo(HostState.ENABLED);

        assertThat(ended(drain(true)).state()).isEqualTo(OperationState.DONE);

        assertThat(state()).isEqualTo(HostState.MAINTENANCE);
        running.forEach(vm -> hosts.assertOnlyOn(hosts.second, vm, true));
        hosts.assertOnlyOn(hosts.second, stopped, false);
        assertThat(world.machine.defined()).isEmpty();
    }

    @Test
    void movesOnlyAFewAtOnceAndTellsHowFarItIs() {
        world.machine.guests().movingIn(Duration.ofSeconds(3));
        for (var i = 0; i < 5; i++) {
            world.running("web-" + i);
        }
        var drain = drain(true);
        var most = new ArrayList<Long>();

        VmWorld.await().until(() -> {
            most.add(hosts.world.bean(HostVms.class).on(world.host.id()).stream()
                    .filter(VmRow::isMigrating)
                    .count());
            return operations.get(drain, VmWorld.SYSTEM).message().contains("2 VMs are on the way, 3 to go");
        });
        assertThat(ended(drain).state()).isEqualTo(OperationState.DONE);

        assertThat(most).allMatch(n -> n <= 2);
    }

    @Test
    void leavesStoppedVmsWhereTheyAreIfToldSoAndRefusesToStartThem() {
        var stopped = world.stopped("db-1");
        assertThat(maintenance.plan(world.host.id(), false, VmWorld.SYSTEM).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.fate()).isEqualTo(Fate.STAYS));

        assertThat(ended(drain(false)).state()).isEqualTo(OperationState.DONE);

        hosts.assertOnlyOn(world.machine, stopped, false);
        assertThatThrownBy(() -> world.vms.start(stopped, world.actor))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("in maintenance");
        // Nothing of a refused start is charged.
        world.assertUsed(1, 0);
        // It can still be moved away, and then started.
        assertThat(world.ended(world.vms.migrate(stopped, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM))
                        .state())
                .isEqualTo(OperationState.DONE);
        assertThat(world.ended(world.vms.start(stopped, world.actor)).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void namesWhatCannotGoWaitsForItAndStopsNothing() {
        var large = world.size(new Resources(1, 40 * 1024, 1024));
        var request = world.request("large");
        var vm = world.vms.launch(
                new LaunchRequest(
                        request.project(),
                        "large",
                        request.image(),
                        large.id(),
                        request.network(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                world.actor);
        world.ended(vm.operation());
        assertThat(maintenance.plan(world.host.id(), true, VmWorld.SYSTEM).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.fate()).isEqualTo(Fate.BLOCKED);
                    assertThat(line.why())
                            .hasValueSatisfying(
                                    why -> assertThat(why).contains(hosts.secondHost.name() + " is too small"));
                });

        var drain = drain(true);
        VmWorld.await()
                .until(() -> operations.get(drain, VmWorld.SYSTEM).message().contains("large: "));

        assertThat(state()).isEqualTo(HostState.DRAINING);
        assertThat(world.view(vm.vm()).status()).isEqualTo(VmStatus.RUNNING);
        // Somebody makes room for it, by switching it off themselves.
        world.ended(world.vms.forceOff(vm.vm(), world.actor));
        assertThat(ended(drain).state()).isEqualTo(OperationState.DONE);
        assertThat(state()).isEqualTo(HostState.MAINTENANCE);
    }

    @Test
    void isGivenUpAndTheHostTakesVmsAgain() {
        world.machine.guests().movingIn(Duration.ofMinutes(10));
        var vm = world.running("web-1");
        var drain = drain(true);
        VmWorld.await()
                .until(() -> operations.get(drain, VmWorld.SYSTEM).message().contains("1 VM is on the way"));

        operations.cancel(drain, VmWorld.SYSTEM);

        assertThat(ended(drain).state()).isEqualTo(OperationState.UNDONE);
        assertThat(state()).isEqualTo(HostState.ENABLED);
        hosts.assertOnlyOn(world.machine, vm, true);
        world.running("web-2");
    }

    @Test
    void nothingComesToAHostThatIsBeingEmptiedOrMaintained() {
        world.bean(Hosts.class).setEnabled(world.host.id(), false, VmWorld.SYSTEM);
        ended(maintenance.drain(hosts.secondHost.id(), true, VmWorld.SYSTEM));

        assertThatThrownBy(() -> world.launch("web-1")).isInstanceOf(NoCapacity.class);

        world.bean(Hosts.class).setEnabled(world.host.id(), true, VmWorld.SYSTEM);
        var vm = world.running("web-1");
        assertThat(world.placeOf(vm)).contains(world.host.id());
        assertThatThrownBy(() ->
                        world.vms.migrate(vm, Optional.of(hosts.secondHost.id()), OptionalLong.empty(), VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is in maintenance");
        assertThat(maintenance.plan(world.host.id(), true, VmWorld.SYSTEM).count(Fate.BLOCKED))
                .isEqualTo(1);
    }

    @Test
    void isNoMaintenanceWhileSomethingRunsThereOfWhichSlipwayDoesNotKnow() {
        var own = UUID.randomUUID();
        world.machine.virsh().defineForeign(own, "somebody's");
        world.machine.virsh().start(own);

        var drain = drain(true);

        VmWorld.await()
                .until(() -> operations.get(drain, VmWorld.SYSTEM).message().contains("somebody's"));
        assertThat(state()).isEqualTo(HostState.DRAINING);
        world.machine.virsh().destroy(own);
        assertThat(ended(drain).state()).isEqualTo(OperationState.DONE);
        assertThat(state()).isEqualTo(HostState.MAINTENANCE);
    }

    @Test
    void aHostInMaintenanceMayBeSwitchedOffAndComesBackWhenToldSo() {
        ended(drain(true));
        world.machine.goDown();
        VmWorld.await()
                .until(() -> !world.bean(Hosts.class)
                        .get(world.host.id(), VmWorld.SYSTEM)
                        .lastSeen()
                        .isEmpty());
        assertThat(state()).isEqualTo(HostState.MAINTENANCE);
        assertThatThrownBy(() -> drain(true)).isInstanceOf(Conflict.class).hasMessageContaining("already");

        world.machine.recover();
        maintenance.end(world.host.id(), VmWorld.SYSTEM);

        VmWorld.await().until(() -> state() == HostState.ENABLED);
        assertThatThrownBy(() -> maintenance.end(world.host.id(), VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class);
        assertThat(world.placeOf(world.running("web-1"))).contains(world.host.id());
    }

    @Test
    void isForPlatformAdministrators() {
        var manager = world.member("mia", Role.PROJECT_MANAGER);

        assertThatThrownBy(() -> maintenance.plan(world.host.id(), true, manager))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> maintenance.drain(world.host.id(), true, manager))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> maintenance.end(world.host.id(), manager)).isInstanceOf(NotFound.class);
    }

    private OperationId drain(boolean stoppedToo) {
        return maintenance.drain(world.host.id(), stoppedToo, VmWorld.SYSTEM);
    }

    private OperationView ended(OperationId operation) {
        return world.ended(operation, VmWorld.SYSTEM);
    }

    private HostState state() {
        return world.bean(Hosts.class).get(world.host.id(), VmWorld.SYSTEM).state();
    }
}
