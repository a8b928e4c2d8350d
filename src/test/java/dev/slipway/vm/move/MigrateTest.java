package dev.slipway.vm.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.TwoHosts;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class MigrateTest {
    @Autowired
    BeanFactory beans;

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
    void aRunningVmGoesWithoutBeingStoppedAndCostsTheSame() {
        var vm = world.running("web-1");
        var charged = world.used();
        var written = world.machine.written(hosts.disk(vm));

        var end = migrate(vm);

        assertThat(end.state()).as(end.message()).isEqualTo(OperationState.DONE);
        hosts.assertOnlyOn(hosts.second, vm, true);
        assertThat(hosts.second.written(hosts.disk(vm))).isEqualTo(written);
        assertThat(world.used()).isEqualTo(charged);
        assertThat(world.promised(world.host.id()).vcpus()).isZero();
        assertThat(world.vms
                        .whyHere(vm, VmWorld.SYSTEM)
                        .orElseThrow()
                        .hosts()
                        .getFirst()
                        .host())
                .isEqualTo(hosts.secondHost.name());
        // It is an ordinary VM there.
        assertThat(world.ended(world.vms.forceOff(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        world.ended(world.deletions.forGood(vm, world.actor));
        assertThat(hosts.second.volumeNames(world.host.pool())).noneMatch(v -> v.contains(vm.toString()));
    }

    @Test
    void aStoppedVmsDiskIsCopiedComparedAndThenRemoved() {
        var vm = world.stopped("web-1");
        var written = world.machine.written(hosts.disk(vm));

        var end = migrate(vm);

        assertThat(end.state()).as(end.message()).isEqualTo(OperationState.DONE);
        hosts.assertOnlyOn(hosts.second, vm, false);
        assertThat(hosts.second.written(hosts.disk(vm))).isEqualTo(written);
        world.ended(world.vms.start(vm, world.actor));
        world.awaitStatus(vm, VmStatus.RUNNING);
    }

    @Test
    void isGivenUpWhenSomebodyCancelsAndGoesOnRunningWhereItWas() {
        world.machine.guests().movingIn(Duration.ofMinutes(10));
        var vm = world.running("web-1");
        var operation = world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM);
        VmWorld.await().until(() -> operation(vm).message().contains("MiB"));
        assertThat(world.promised(hosts.secondHost.id()).vcpus()).isPositive();

        world.bean(Operations.class).cancel(operation, VmWorld.SYSTEM);

        assertThat(world.ended(operation).state()).isEqualTo(OperationState.UNDONE);
        hosts.assertOnlyOn(world.machine, vm, true);
        assertThat(world.promised(hosts.secondHost.id()).vcpus()).isZero();
    }

    @Test
    void saysWhyTheHostsDidNotHandItOver() {
        hosts.second.cutFromPeers(true);
        var vm = world.running("web-1");

        var end = migrate(vm);

        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(end.problem()).hasValueSatisfying(why -> assertThat(why).contains("cannot reach"));
        hosts.assertOnlyOn(world.machine, vm, true);
    }

    @Test
    void saysThatAHostHasNoAddressForOthers() {
        hosts.second.withoutPeers();
        var vm = world.running("web-1");

        var end = migrate(vm);

        assertThat(end.problemCode()).contains("host-without-peers");
        assertThat(end.problem()).hasValueSatisfying(why -> assertThat(why).contains("qemu+ssh"));
        hosts.assertOnlyOn(world.machine, vm, true);
    }

    @Test
    void aDestinationThatFallsSilentKeepsNoVmWaitingAndIsClearedUpWhenItIsBack() {
        var vm = world.running("web-1");
        world.machine.guests().movingIn(Duration.ofSeconds(5));
        var operation = world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM);
        VmWorld.await().until(() -> operation(vm).message().contains("MiB"));
        hosts.second.goDown();

        assertThat(world.ended(operation).state()).isEqualTo(OperationState.UNDONE);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(hosts.rows("vm_leftover", vm)).isEqualTo(3);
        assertThat(world.ended(world.vms.reboot(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        hosts.second.recover();
        hosts.assertOnlyOn(world.machine, vm, true);
    }

    @Test
    void doesNotReturnToWhereSomethingOfItIsLeft() {
        var vm = world.running("web-1");
        world.machine.fail(SimulatedCall.DELETE_VOLUME, Fault.busy().times(200));
        assertThat(migrate(vm).state()).isEqualTo(OperationState.DONE);
        assertThat(hosts.rows("vm_leftover", vm)).isEqualTo(3);

        assertThatThrownBy(
                        () -> world.vms.migrate(vm, Optional.of(world.host.id()), OptionalLong.empty(), VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("earlier disk");

        world.machine.recover();
        VmWorld.await().until(() -> {
            world.bean(Hosts.class).lookAgain(world.host.id(), VmWorld.SYSTEM);
            return hosts.rows("vm_leftover", vm) == 0;
        });
        assertThat(migrate(vm).state()).isEqualTo(OperationState.DONE);
        hosts.assertOnlyOn(world.machine, vm, true);
    }

    @Test
    void tellsOfEveryHostWhyNot() {
        var vm = world.running("web-1");

        var options = world.vms.migrationOptions(vm, VmWorld.SYSTEM);

        assertThat(options.live()).isTrue();
        assertThat(options.hosts().getFirst().host()).isEqualTo(hosts.secondHost.id());
        assertThat(options.hosts().getFirst().suitable()).isTrue();
        assertThat(options.hosts())
                .filteredOn(o -> o.host().equals(world.host.id()))
                .singleElement()
                .satisfies(o -> assertThat(o.verdict()).isEqualTo("is where the VM is now"));
        hosts.second.withoutNetwork(NicKind.BRIDGE, world.network.source());
        world.bean(Hosts.class).lookAgain(hosts.secondHost.id(), VmWorld.SYSTEM);
        VmWorld.await()
                .untilAsserted(() -> assertThatThrownBy(() -> world.vms.migrate(
                                vm, Optional.of(hosts.secondHost.id()), OptionalLong.empty(), VmWorld.SYSTEM))
                        .isInstanceOf(Conflict.class)
                        .hasMessageContaining(hosts.secondHost.name() + " does not have the network"));
    }

    @Test
    void isForPlatformAdministratorsAndNobodyElseWhileItIsBusy() {
        var vm = world.running("web-1");
        var manager = world.member("mia", Role.PROJECT_MANAGER);
        assertThatThrownBy(() -> world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), manager))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("platform administrator");
        assertThatThrownBy(() -> world.vms.migrationOptions(vm, manager)).isInstanceOf(Forbidden.class);

        world.machine.guests().movingIn(Duration.ofMinutes(10));
        var operation = world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM);
        assertThatThrownBy(() -> world.vms.reboot(vm, world.actor))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("moving to another host since");
        // It runs, and that is what people see.
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThatThrownBy(() -> world.vms.openScreen(vm, world.actor))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("just being moved");
        world.bean(Operations.class).cancel(operation, VmWorld.SYSTEM);
        assertThat(world.ended(operation).state()).isEqualTo(OperationState.UNDONE);
    }

    @Test
    void aGuestThatStopsOnItsWayStays() {
        world.machine.guests().movingIn(Duration.ofMinutes(10));
        var vm = world.running("web-1");
        var operation = world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM);
        VmWorld.await().until(() -> operation(vm).message().contains("MiB"));

        world.machine.virsh().haltFromInside(vm.value());
        world.bean(Hypervisors.class).on(world.host.id()).abortMigration(vm.value());

        assertThat(world.ended(operation).state()).isEqualTo(OperationState.UNDONE);
        hosts.assertOnlyOn(world.machine, vm, false);
        world.assertUsed(1, 0);
    }

    @Test
    void goesOnWhereTheHostsAreIfTheyWereQuickerThanThePortal() {
        var vm = world.running("web-1");
        // It hears nothing of the host that the VM leaves while the VM arrives.
        world.machine.fail(SimulatedCall.MIGRATION, Fault.unreachable().times(4));

        assertThat(migrate(vm).state()).isEqualTo(OperationState.DONE);

        hosts.assertOnlyOn(hosts.second, vm, true);
        assertThat(world.machine.calls(SimulatedCall.MIGRATE)).isLessThanOrEqualTo(1);
    }

    @Test
    void aMoveHasALimitOfItsOwn() {
        var vm = world.running("web-1");

        assertThatThrownBy(() -> world.vms.migrate(vm, Optional.empty(), OptionalLong.of(0), VmWorld.SYSTEM))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("MiB a second");
        assertThat(world.ended(world.vms.migrate(vm, Optional.empty(), OptionalLong.of(7), VmWorld.SYSTEM))
                        .state())
                .isEqualTo(OperationState.DONE);

        assertThat(world.machine.limitOfLastMove()).hasValue(7);
        hosts.assertOnlyOn(hosts.second, vm, true);
        assertThat(world.ended(world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM))
                        .state())
                .isEqualTo(OperationState.DONE);
        assertThat(hosts.second.limitOfLastMove()).isEmpty();
    }

    private OperationView migrate(VmId vm) {
        return world.ended(world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM));
    }

    private OperationView operation(VmId vm) {
        return world.view(vm).operation().orElseThrow();
    }
}
