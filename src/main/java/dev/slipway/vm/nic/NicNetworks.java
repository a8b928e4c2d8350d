package dev.slipway.vm.nic;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NetworkId;
import dev.slipway.network.NetworkAddresses;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.VmHosts;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which networks a VM that is there can be given a card on. */
@Component
class NicNetworks {
    private final Networks networks;
    private final NetworkAddresses addresses;
    private final VmHosts hosts;

    NicNetworks(Networks networks, NetworkAddresses addresses, VmHosts hosts) {
        this.networks = networks;
        this.addresses = addresses;
        this.hosts = hosts;
    }

    List<NicNetwork> of(VmRow vm, Actor actor) {
        return networks.usable(vm.scope(), actor).stream()
                .map(network -> new NicNetwork(
                        network.id(),
                        network.name(),
                        network.description(),
                        whyNot(vm, network).map(Conflict::sentence)))
                .toList();
    }

    /**
     * @throws dev.slipway.kernel.NotFound if it is not there, or not for the VM's project
     * @throws Conflict {@code network-gives-addresses}, {@code network-not-on-host}
     */
    NetworkView require(VmRow vm, NetworkId id, Actor actor) {
        var network = networks.requireUsable(id, vm.scope(), actor);
        whyNot(vm, network).ifPresent(refusal -> {
            throw refusal;
        });
        return network;
    }

    private Optional<Conflict> whyNot(VmRow vm, NetworkView network) {
        if (addresses.isGiver(network.id())) {
            return Optional.of(new Conflict(
                    "network-gives-addresses",
                    "Network " + network.name()
                            + " gives each VM an address out of its pools at launch, and a guest that is there already would"
                            + " not be told of another. Choose a network where guests ask by DHCP, or launch a VM on this"
                            + " one."));
        }
        if (!hosts.offers(vm, network)) {
            return Optional.of(new Conflict(
                    "network-not-on-host",
                    "The host that this VM is on does not offer network " + network.name()
                            + ". Choose another network, or ask an administrator to move the VM to a host that offers it"
                            + " first."));
        }
        return Optional.empty();
    }
}
