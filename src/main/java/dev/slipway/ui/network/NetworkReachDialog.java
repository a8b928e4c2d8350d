package dev.slipway.ui.network;

import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.ReachDialog;
import java.util.HashSet;
import java.util.Optional;

/** Says which tenants may use a network. */
class NetworkReachDialog extends ReachDialog {
    NetworkReachDialog(NetworkView network, NetworkScreenParts parts, Runnable done) {
        super(
                network.name(),
                "For all others it is not there: they neither see it nor launch on it. VMs that are on it stay.",
                Optional.empty(),
                new Reach(
                        network.restricted() ? Whom.TENANTS : Whom.EVERYBODY,
                        new HashSet<>(parts.networks().tenants(network.id(), parts.actor()))),
                parts.tenants(),
                parts::actor,
                reach -> {
                    parts.networks().restrict(network.id(), reach.tenants(), parts.actor());
                    done.run();
                });
    }
}
