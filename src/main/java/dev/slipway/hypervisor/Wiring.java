package dev.slipway.hypervisor;

import java.util.List;
import java.util.Set;

/**
 * What guests can be plugged into at a host.
 *
 * @param networks every bridge and every libvirt network
 * @param interfaces names of its network cards
 * @param macs hardware addresses of its cards and of guests that are not Slipway's, lower-case
 */
public record Wiring(List<Wire> networks, List<String> interfaces, Set<String> macs) {
    public Wiring {
        networks = List.copyOf(networks);
        interfaces = List.copyOf(interfaces);
        macs = Set.copyOf(macs);
    }

    /** @param about what is known of it, such as a bridge's ports @param ready whether guests can be plugged in now */
    public record Wire(DomainSpec.NicKind kind, String name, String about, boolean ready) {}
}
