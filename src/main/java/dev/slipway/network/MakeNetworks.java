package dev.slipway.network;

import dev.slipway.host.HostChore;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.OwnNetwork;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.network.MadeRows.State;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the networks on a host that are the portal's to make, and removes those that are wanted no more. A host that was
 * away catches up when it is back. What is begun is written down first, so that nothing is ever left behind unknown; others'
 * networks are not touched.
 */
@Component
class MakeNetworks implements HostChore {
    private static final Logger log = LoggerFactory.getLogger(MakeNetworks.class);
    private static final State BEGUN = new State(false, Optional.empty());
    private static final State READY = new State(true, Optional.empty());

    private final NetworkTable table;
    private final MadeRows rows;
    private final Changes changes;

    MakeNetworks(NetworkTable table, MadeRows rows, Changes changes) {
        this.table = table;
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void fulfil(HostId host, Hypervisor there) {
        var left = rows.on(host);
        for (var network : table.all()) {
            if (network.kind().isMade()) {
                var before = Optional.ofNullable(left.remove(network.id()));
                make(network, before, host, there);
            }
        }
        left.keySet().forEach(gone -> remove(gone, host, there));
    }

    private void make(NetworkView network, Optional<State> before, HostId host, Hypervisor there) {
        if (before.isEmpty()) {
            rows.keep(host, network.id(), BEGUN);
        }
        State now;
        try {
            there.ensureNetwork(own(network));
            now = READY;
        } catch (HypervisorProblem e) {
            log.warn("Host {} does not make network {}; tried again later: {}", host, network.id(), e.logDetail());
            now = new State(false, Optional.of(why(e)));
        }
        if (!before.equals(Optional.of(now))) {
            rows.keep(host, network.id(), now);
            changes.announce(Topic.HOST, host.value(), null);
        }
    }

    private void remove(NetworkId network, HostId host, Hypervisor there) {
        try {
            there.removeNetwork(network.value());
            rows.forget(host, network);
            changes.announce(Topic.HOST, host.value(), null);
        } catch (HypervisorProblem e) {
            log.warn("Host {} keeps network {}; tried again later: {}", host, network, e.logDetail());
        }
    }

    private static String why(HypervisorProblem e) {
        var cause = e.getCause() == null || e.getCause().getMessage() == null
                ? ""
                : " It says: "
                        + e.getCause()
                                .getMessage()
                                .replaceAll("[\\p{Cntrl}]+", " ")
                                .strip() + ".";
        return "The host does not make it; it is tried again." + (cause.isEmpty() ? " " + e.sentence() : cause);
    }

    static OwnNetwork own(NetworkView network) {
        var subnet = MadeSubnet.parse(network.subnet().orElseThrow());
        return new OwnNetwork(
                network.id().value(),
                network.source(),
                network.kind() == NetworkKind.NAT,
                subnet.host().toString(),
                subnet.cidr().prefix(),
                subnet.dhcpFrom().toString(),
                subnet.dhcpTo().toString());
    }
}
