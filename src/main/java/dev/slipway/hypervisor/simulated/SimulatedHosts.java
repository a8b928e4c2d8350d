package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.PeerAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Every simulated host of this process, by name. Like real machines they stand beside the portal, not in it: two portal
 * nodes in one process meet the same host.
 */
@Component
public class SimulatedHosts {
    private static final String SCHEME = "simulated:";
    private static final ConcurrentMap<String, SimulatedHost> WORLD = new ConcurrentHashMap<>();

    /** The host of that name; it comes into being, empty, when first named. */
    public SimulatedHost host(String name) {
        return WORLD.computeIfAbsent(name, SimulatedHost::new);
    }

    /** Takes the machine away with all that is on it; whoever talks to it finds it gone. */
    public void scrap(String name) {
        var host = WORLD.remove(name);
        if (host != null) {
            host.goDown();
            host.virsh().powerCut();
        }
    }

    static HostConnection connection(String name) {
        return new HostConnection(SCHEME + name);
    }

    /** As hosts find each other. */
    static Optional<SimulatedHost> peer(PeerAddress address) {
        return Optional.ofNullable(WORLD.get(address.hostname()));
    }

    SimulatedHost reachedBy(HostConnection connection) {
        return host(connection.uri().substring(SCHEME.length()));
    }
}
