package dev.slipway.host;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.Wiring.Wire;

/**
 * A bridge or a libvirt network that a host has.
 *
 * @param about what is known of it, such as a bridge's ports
 * @param ready whether guests can be plugged in now
 */
public record HostNetwork(boolean isBridge, String name, String about, boolean ready) {
    static HostNetwork of(Wire wire) {
        return new HostNetwork(wire.kind() == NicKind.BRIDGE, wire.name(), wire.about(), wire.ready());
    }
}
