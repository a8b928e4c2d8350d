package dev.slipway.network;

import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.NetworkId;

/** A network to launch on. @param source the bridge's or libvirt network's name on hosts; for administrators */
public record NetworkView(NetworkId id, String name, String description, NetworkKind kind, String source) {
    /** What it is made of on a host. */
    public NetworkSource onHosts() {
        var nic = switch (kind) {
            case BRIDGE -> NicKind.BRIDGE;
            case LIBVIRT_NETWORK -> NicKind.LIBVIRT_NETWORK;
        };
        return new NetworkSource(nic, source);
    }
}
