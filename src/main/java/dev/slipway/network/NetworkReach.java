package dev.slipway.network;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How far a network reaches: to which hosts, and to which VMs. */
@Component
class NetworkReach {
    private final Hosts hosts;
    private final MadeRows made;
    private final ObjectProvider<NetworkUse> uses;

    NetworkReach(Hosts hosts, MadeRows made, ObjectProvider<NetworkUse> uses) {
        this.hosts = hosts;
        this.made = made;
        this.uses = uses;
    }

    List<NetworkUser> all(NetworkView network) {
        return uses.stream().flatMap(use -> use.on(network.id()).stream()).toList();
    }

    List<NetworkUser> users(NetworkView network, Actor actor) {
        return all(network).stream()
                .filter(user -> actor.can(Permission.VM_READ, user.scope()))
                .toList();
    }

    List<HostOffer> offers(NetworkView network, Actor actor) {
        var troubles = made.troubles(network.id());
        return hosts.list(actor).stream()
                .map(host -> offer(network, host, troubles.getOrDefault(host.id(), "")))
                .toList();
    }

    private static HostOffer offer(NetworkView network, HostView host, String trouble) {
        boolean has = host.networks().contains(network.onHosts());
        boolean filters = !network.filtered() || host.filtersGuests().orElse(false);
        return new HostOffer(
                host.id(), host.name(), host.state(), has && filters, words(network, host, has, filters, trouble));
    }

    private static String words(NetworkView network, HostView host, boolean has, boolean filters, String trouble) {
        var thing = network.kind().lower() + " " + network.onHosts().name();
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (!has) {
            return network.kind().isMade() ? "Is made there once the host answers" : "Has no " + thing;
        }
        if (!filters) {
            return host.filtersGuests().isEmpty()
                    ? "Has " + thing + "; whether it can hold guests to their addresses is not known yet"
                    : "Has " + thing
                            + ", but cannot hold guests to their own addresses: its check list says what mends it";
        }
        return "Has " + thing;
    }

    void attendAll() {
        hosts.all().stream().map(HostView::id).forEach(this::attend);
    }

    private void attend(HostId host) {
        hosts.attend(host);
    }
}
