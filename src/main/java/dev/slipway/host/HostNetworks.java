package dev.slipway.host;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bridges and networks that hosts really have, as their watchers saw them last. */
@Service
public class HostNetworks {
    private final HostTable table;
    private final HostWires wires;

    HostNetworks(HostTable table, HostWires wires) {
        this.table = table;
        this.wires = wires;
    }

    /** @throws NotFound if there is no such host, or the actor may not know */
    @Transactional(readOnly = true)
    public HostWiring of(HostId host, Actor actor) {
        actor.require(Permission.HOST_READ, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = table.find(host).orElseThrow(() -> NotFound.of("host"));
        return new HostWiring(
                wires.of(host).stream().map(HostNetwork::of).toList(), wires.interfaces(host), row.filtersGuests());
    }
}
