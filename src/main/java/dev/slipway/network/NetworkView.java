package dev.slipway.network;

import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.NetworkId;
import java.util.Optional;

/**
 * A network to launch on.
 *
 * @param source the bridge's or libvirt network's name on hosts, without the VLAN; for administrators, as is what follows
 * @param filtered whether guests are held to their own addresses
 * @param restricted whether only some tenants may use it
 */
public record NetworkView(
        NetworkId id,
        String name,
        String description,
        NetworkKind kind,
        String source,
        Optional<Integer> vlan,
        Optional<String> subnet,
        boolean filtered,
        boolean restricted) {
    /** What it is made of on a host. */
    public NetworkSource onHosts() {
        return switch (kind) {
            case BRIDGE ->
                new NetworkSource(
                        NicKind.BRIDGE, vlan.map(tag -> tagged(source, tag)).orElse(source));
            case LIBVIRT_NETWORK, NAT, ISOLATED -> new NetworkSource(NicKind.LIBVIRT_NETWORK, source);
        };
    }

    /** Not with a dot: Debian takes such names for cards of their own. */
    static String tagged(String bridge, int tag) {
        return bridge + "v" + tag;
    }

    /** Such as {@code Bridge br0v42}. */
    public String words() {
        return subnet.map(net -> kind.words() + " " + net)
                .orElseGet(() -> kind.words() + " " + onHosts().name());
    }
}
