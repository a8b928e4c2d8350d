package dev.slipway.vm.launch;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.vm.state.VmRow;
import java.util.List;
import org.springframework.stereotype.Component;

/** The network card of a VM that has another one's disk: on the same network, with nothing else of the other one's card. */
@Component
public class CopiedNic {
    private final Networks networks;

    CopiedNic(Networks networks) {
        this.networks = networks;
    }

    /** @param name of that network, as it was @throws Conflict {@code network-not-usable} */
    public VmRow.Nic on(NetworkId id, String name, Scope project, Actor actor) {
        var network = require(id, name, project, actor);
        return new VmRow.Nic(
                "",
                network.id(),
                network.name(),
                network.onHosts().kind(),
                network.onHosts().name(),
                List.of());
    }

    private NetworkView require(NetworkId id, String name, Scope project, Actor actor) {
        try {
            return networks.requireUsable(id, project, actor);
        } catch (NotFound e) {
            throw new Conflict(
                    "network-not-usable",
                    "Its network " + name
                            + " takes no new VMs of this project any more, so nothing made of it can be put there. Ask an"
                            + " administrator.",
                    null,
                    e);
        }
    }
}
