package dev.slipway.vm.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkDraft;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.vm.VmWorld;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A VM's world, with networks besides the one that VMs are launched on. */
final class NicHall {
    final VmWorld world;
    final Nics nics;

    NicHall(VmWorld world) {
        this.world = world;
        nics = world.bean(Nics.class);
    }

    /** One that the world's host does not have yet. */
    NetworkView network(boolean filtered) {
        var name = "more-" + UUID.randomUUID().toString().substring(0, 8);
        return world.bean(Networks.class)
                .create(
                        new NetworkDraft(
                                name, "", NetworkKind.BRIDGE, name, Optional.empty(), Optional.empty(), filtered),
                        VmWorld.SYSTEM);
    }

    /** One that the world's host has. */
    NetworkView offered() {
        var network = network(true);
        wire(network, world.machine, world.host.id());
        return network;
    }

    void wire(NetworkView network, SimulatedHost machine, HostId host) {
        machine.withNetwork(NicKind.BRIDGE, network.source());
        world.bean(Hosts.class).lookAgain(host, VmWorld.SYSTEM);
        VmWorld.await()
                .until(() -> world.bean(Networks.class).offers(network.id(), VmWorld.SYSTEM).stream()
                        .anyMatch(offer -> offer.host().equals(host) && offer.offers()));
    }

    NicView added(VmId vm, NetworkView network) {
        done(nics.add(vm, network.id(), world.actor));
        return of(vm).getLast();
    }

    List<NicView> of(VmId vm) {
        return nics.of(vm, world.actor).all();
    }

    OperationView ended(OperationId operation) {
        return world.ended(operation, VmWorld.SYSTEM);
    }

    void done(OperationId operation) {
        var end = ended(operation);
        assertThat(end.problemCode()).isEmpty();
        assertThat(end.state()).isEqualTo(OperationState.DONE);
    }

    /** What the VM is defined with on a host. */
    static List<NicSpec> defined(SimulatedHost machine, VmId vm) {
        return machine.defined().stream()
                .filter(spec -> spec.vm().equals(vm))
                .findFirst()
                .orElseThrow()
                .nics();
    }

    List<NicSpec> defined(VmId vm) {
        return defined(world.machine, vm);
    }

    /** On its host it has those that it has by the books, and each has its link as there. */
    void agrees(VmId vm) {
        assertThat(of(vm)).extracting(NicView::state).containsOnly(NicState.READY);
        assertThat(defined(vm))
                .extracting(NicSpec::mac, NicSpec::linked)
                .containsExactlyElementsOf(of(vm).stream()
                        .map(nic -> tuple(nic.mac(), nic.linkUp()))
                        .toList());
    }
}
