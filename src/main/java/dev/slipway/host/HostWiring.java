package dev.slipway.host;

import java.util.List;
import java.util.Optional;

/**
 * What guests can be plugged into at a host, as last seen.
 *
 * @param interfaces names of its network cards, for those who make a bridge
 * @param filtersGuests whether guests can be held to their addresses there; empty until it was tried
 */
public record HostWiring(List<HostNetwork> networks, List<String> interfaces, Optional<Boolean> filtersGuests) {
    public HostWiring {
        networks = List.copyOf(networks);
        interfaces = List.copyOf(interfaces);
    }
}
