package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import java.util.List;
import org.springframework.stereotype.Service;

/** How a bridge is made on a host so that it is still there after a restart. It is made by whoever runs the host. */
@Service
public class BridgeGuides {
    /** In the order in which it is done. Without a VLAN the host's own address moves to the bridge. */
    public List<BridgeStep> steps(BridgeWish wish, Actor actor) {
        actor.require(Permission.NETWORK_READ, Scope.PLATFORM);
        return switch (wish.distribution()) {
            case DEBIAN -> Ifupdown.steps(wish);
            case UBUNTU -> Netplan.steps(wish);
            case RED_HAT -> NetworkManager.steps(wish);
            case NETWORKD -> Networkd.steps(wish);
        };
    }
}
