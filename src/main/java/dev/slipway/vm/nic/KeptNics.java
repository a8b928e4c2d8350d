package dev.slipway.vm.nic;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.vm.state.VmRow;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What becomes of its network cards when a VM becomes somebody else's: they stay where they are plugged in. */
@Component
public class KeptNics {
    private final NicRows rows;
    private final Networks networks;

    KeptNics(NicRows rows, Networks networks) {
        this.rows = rows;
        this.networks = networks;
    }

    /** @throws Conflict {@code network-not-there} if one of them is on a network that is not open to the new owner */
    public void requireOpen(VmRow vm, VmRow.Owner to, Actor actor) {
        var open =
                networks.usable(to.scope(), actor).stream().map(NetworkView::id).collect(Collectors.toSet());
        for (var nic : rows.of(vm.id())) {
            if (!open.contains(nic.nic().network())) {
                throw new Conflict(
                        "network-not-there",
                        "Its network " + nic.nic().networkName() + " is not open to tenant " + to.tenantName()
                                + ". Ask a platform administrator to open it, "
                                + (nic.isFirst()
                                        ? "or launch a new VM there."
                                        : "or remove the network card that is on it first."));
            }
        }
    }
}
