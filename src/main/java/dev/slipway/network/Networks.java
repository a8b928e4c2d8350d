package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.NetworkId;
import java.util.List;
import org.springframework.stereotype.Service;

/** Logical networks and who may use them. */
@Service
public class Networks {
    /** Those that VMs of this scope may be put on. */
    public List<NetworkView> usable(Scope project, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** @throws dev.slipway.kernel.NotFound if it is not there or not for this scope */
    public NetworkView requireUsable(NetworkId network, Scope project, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** For every tenant, or (with {@link #restrict}) for some. Of that name already: changed. */
    public NetworkView register(String name, String description, NetworkKind kind, String source, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public List<NetworkView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }
}
