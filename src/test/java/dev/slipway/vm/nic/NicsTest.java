package dev.slipway.vm.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DomainSpec.Filter;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.network.AddressPools;
import dev.slipway.network.NetworkInUse;
import dev.slipway.network.Networks;
import dev.slipway.network.PoolDraft;
import dev.slipway.operation.OperationState;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.rebuild.Rebuilds;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Network cards that come and go while their VM stays. */
@SlipwayTest
class NicsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private NicHall hall;
    private Nics nics;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        hall = new NicHall(world);
        nics = hall.nics;
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void comesAndGoesWhetherItsVmRunsOrNot() {
        var vm = world.running("web-1");
        var network = hall.offered();
        var nic = hall.added(vm, network);

        hall.agrees(vm);
        assertThat(nic.networkName()).isEqualTo(network.name());
        assertThat(nic.mac())
                .startsWith("52:54:00:")
                .isNotEqualTo(hall.of(vm).getFirst().mac());
        assertThat(hall.defined(vm)).last().extracting(NicSpec::filter).isEqualTo(Optional.of(Filter.MAC_ONLY));
        assertThatThrownBy(() -> world.bean(Networks.class).delete(network.id(), VmWorld.SYSTEM))
                .isInstanceOf(NetworkInUse.class);

        hall.done(nics.setLink(vm, nic.id(), false, world.actor));
        hall.agrees(vm);
        refused("link-is-so", () -> nics.setLink(vm, nic.id(), false, world.actor));
        hall.done(nics.remove(vm, nic.id(), world.actor));
        hall.agrees(vm);
        assertThat(hall.of(vm)).hasSize(1);
        assertThatThrownBy(() -> nics.remove(vm, nic.id(), world.actor)).isInstanceOf(NotFound.class);

        world.ended(world.vms.forceOff(vm, world.actor));
        var other = hall.added(vm, network);
        hall.done(nics.setLink(vm, other.id(), false, world.actor));
        hall.agrees(vm);
        hall.done(nics.remove(vm, other.id(), world.actor));
        hall.agrees(vm);
        world.bean(Networks.class).delete(network.id(), VmWorld.SYSTEM);
    }

    @Test
    void theFirstStaysAndCanBeCutOff() {
        var vm = world.running("web-1");
        var first = hall.of(vm).getFirst();

        assertThat(first.first()).isTrue();
        refused("nic-first", () -> nics.remove(vm, first.id(), world.actor));
        hall.done(nics.setLink(vm, first.id(), false, world.actor));
        hall.agrees(vm);
        hall.done(nics.setLink(vm, first.id(), true, world.actor));
        hall.agrees(vm);
    }

    @Test
    void areThereWheneverItsVmIsDefinedAnewAndFreeWhenThatIsGone() {
        var vm = world.stopped("web-1");
        var network = hall.offered();
        var nic = hall.added(vm, network);
        hall.done(nics.setLink(vm, nic.id(), false, world.actor));

        hall.done(world.bean(Rebuilds.class).rebuild(vm, Optional.empty(), world.actor));
        hall.agrees(vm);
        world.machine.virsh().undefine(vm.value());
        world.awaitStatus(vm, VmStatus.MISSING);
        hall.done(world.vms.start(vm, world.actor));
        hall.agrees(vm);
        world.ended(world.vms.delete(vm, world.actor));
        world.deletions.restore(vm, world.actor);
        hall.done(world.vms.start(vm, world.actor));
        hall.agrees(vm);
        assertThat(hall.of(vm)).hasSize(2);

        world.ended(world.deletions.forGood(vm, world.actor));
        // The disk that it had before it was rebuilt goes when its host is looked at next.
        VmWorld.await().untilAsserted(() -> world.assertNothingOnHost(vm));
        assertThat(world.bean(Networks.class).users(network.id(), VmWorld.SYSTEM))
                .isEmpty();
        world.bean(Networks.class).delete(network.id(), VmWorld.SYSTEM);
    }

    @Test
    void goesOnlyToHostsThatOfferAllItsNetworks() {
        var vm = world.running("web-1");
        var network = hall.offered();
        var nic = hall.added(vm, network);
        var elsewhere = world.smallerHost();
        var there = world.hostOf(elsewhere);

        assertThatThrownBy(() -> world.vms.migrate(vm, Optional.of(there), OptionalLong.empty(), VmWorld.SYSTEM))
                .isInstanceOf(Problem.class);
        hall.wire(network, elsewhere, there);
        hall.done(world.vms.migrate(vm, Optional.of(there), OptionalLong.empty(), VmWorld.SYSTEM));

        assertThat(NicHall.defined(elsewhere, vm)).extracting(NicSpec::mac).contains(nic.mac());
        assertThat(hall.of(vm)).hasSize(2);
    }

    @Test
    void aGuestThatDoesNotLetGoKeepsIt() {
        var vm = world.running("web-1");
        var nic = hall.added(vm, hall.offered());
        world.machine.guests().keepingDevices(vm.value(), true);

        var end = hall.ended(nics.remove(vm, nic.id(), world.actor));

        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(end.problemCode()).contains("hypervisor-in-use");
        assertThat(hall.of(vm)).hasSize(2);
        hall.agrees(vm);
        world.ended(world.vms.forceOff(vm, world.actor));
        hall.done(nics.remove(vm, nic.id(), world.actor));
        hall.agrees(vm);
    }

    @Test
    void isRefusedWhereItCannotBeAndSaysWhatToDo() {
        var vm = world.stopped("web-1");
        var missing = hall.network(false);
        var giving = hall.offered();
        world.bean(AddressPools.class)
                .add(giving.id(), new PoolDraft("10.98.0.0/24", Optional.empty(), "", ""), VmWorld.SYSTEM);
        var closed = hall.offered();
        var tenants = world.bean(Tenants.class);
        var other = tenants.createTenant("Other " + UUID.randomUUID(), VmWorld.SYSTEM);
        world.bean(Networks.class).restrict(closed.id(), Set.of(other.tenant()), VmWorld.SYSTEM);

        refused("network-not-on-host", () -> nics.add(vm, missing.id(), world.actor));
        refused("network-gives-addresses", () -> nics.add(vm, giving.id(), world.actor));
        assertThatThrownBy(() -> nics.add(vm, closed.id(), world.actor)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> nics.add(vm, NetworkId.random(), world.actor)).isInstanceOf(NotFound.class);
        var choices = nics.networks(vm, world.actor);
        assertThat(choices).extracting(NicNetwork::id).contains(missing.id()).doesNotContain(closed.id());
        assertThat(refusal(choices, missing.id())).contains("move the VM");
        assertThat(refusal(choices, giving.id())).contains("DHCP");
        assertThat(hall.of(vm)).hasSize(1);

        var network = hall.offered();
        hall.added(vm, network);
        hall.added(vm, network);
        hall.added(vm, network);
        refused("too-many-nics", () -> nics.add(vm, network.id(), world.actor));
        assertThat(nics.of(vm, world.actor).whyNoMore())
                .hasValueSatisfying(why -> assertThat(why).contains("4 network cards", "Remove one"));
        hall.agrees(vm);
    }

    @Test
    void whatIsKeptInASnapshotIsNotChanged() {
        var vm = world.stopped("web-1");
        var network = hall.offered();
        var nic = hall.added(vm, network);
        hall.done(world.bean(Snapshots.class).take(vm, new SnapshotName("one"), "", world.actor));

        refused("vm-has-snapshots", () -> nics.add(vm, network.id(), world.actor));
        refused("vm-has-snapshots", () -> nics.remove(vm, nic.id(), world.actor));
        refused("vm-has-snapshots", () -> nics.setLink(vm, nic.id(), false, world.actor));
    }

    @Test
    void goesAlongToNewOwnersWhoMayUseItsNetwork() {
        var vm = world.stopped("web-1");
        var network = hall.offered();
        hall.added(vm, network);
        var tenants = world.bean(Tenants.class);
        var other = tenants.createTenant("Other " + UUID.randomUUID(), VmWorld.SYSTEM);
        var mover = world.bean(Users.class)
                .create(
                        "mover-" + UUID.randomUUID().toString().substring(0, 8),
                        "Mover",
                        "a long enough one",
                        VmWorld.SYSTEM)
                .id();
        tenants.setMember(world.project.id(), mover, Role.PROJECT_MANAGER, VmWorld.SYSTEM);
        tenants.setMember(other.id(), mover, Role.PROJECT_MANAGER, VmWorld.SYSTEM);
        var actor = world.bean(Actors.class).of(mover, "192.0.2.9");
        world.bean(Networks.class).restrict(network.id(), Set.of(world.project.tenant()), VmWorld.SYSTEM);

        assertThatThrownBy(() -> world.vms.move(vm, other.id(), Optional.of(mover), actor))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("network-not-there");
                    assertThat(problem.sentence()).contains(network.name(), "remove the network card");
                });
        world.bean(Networks.class).restrict(network.id(), Set.of(), VmWorld.SYSTEM);
        world.vms.move(vm, other.id(), Optional.of(mover), actor);
        assertThat(nics.of(vm, actor).all()).hasSize(2);
    }

    @Test
    void isNothingToStrangersAndOnlyToBeSeenByViewers() {
        var vm = world.stopped("web-1");
        var other = world.stopped("web-2");
        var network = hall.offered();
        var nic = hall.added(vm, network);
        var viewer = world.member("vera", Role.PROJECT_VIEWER);
        var stranger = new VmWorld(beans);
        try {
            assertThatThrownBy(() -> nics.of(vm, stranger.actor)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> nics.add(vm, network.id(), stranger.actor)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> nics.remove(vm, nic.id(), stranger.actor)).isInstanceOf(NotFound.class);
        } finally {
            stranger.close();
        }
        assertThatThrownBy(() -> nics.remove(other, nic.id(), world.actor)).isInstanceOf(NotFound.class);
        assertThat(nics.of(vm, viewer).all())
                .allSatisfy(seen -> assertThat(seen.refusedActions()).containsKeys(NicAction.values()));
        assertThat(nics.of(vm, viewer).whyNoMore()).isPresent();
        assertThatThrownBy(() -> nics.setLink(vm, nic.id(), false, viewer)).isInstanceOf(Forbidden.class);
    }

    private static String refusal(List<NicNetwork> choices, NetworkId network) {
        return choices.stream()
                .filter(choice -> choice.id().equals(network))
                .flatMap(choice -> choice.refused().stream())
                .findFirst()
                .orElseThrow();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
