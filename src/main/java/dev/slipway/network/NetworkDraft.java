package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;

/**
 * A network as somebody wants it.
 *
 * @param source the bridge's or libvirt network's name on hosts; empty for what the portal makes
 * @param vlan of a bridge: guests are plugged into the bridge that carries this tag: br0v42 for 42 of br0
 * @param subnet of what the portal makes, such as {@code 192.168.150.0/24}
 * @param filtered whether guests are held to their own addresses
 */
public record NetworkDraft(
        String name,
        String description,
        NetworkKind kind,
        String source,
        Optional<Integer> vlan,
        Optional<String> subnet,
        boolean filtered) {
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_INTERFACE = 15;
    private static final int HIGHEST_VLAN = 4094;

    public NetworkDraft {
        subnet = subnet.map(String::strip).filter(text -> !text.isEmpty());
        checkName(name);
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new InvalidRequest("network-description", "description", "A description has up to 2000 characters.");
        }
        if (kind.isMade()) {
            checkMade(source, subnet);
        } else {
            checkSource(kind, source, vlan, subnet);
        }
        if (vlan.isPresent() && kind != NetworkKind.BRIDGE) {
            throw new InvalidRequest(
                    "network-vlan",
                    "vlan",
                    kind == NetworkKind.LIBVIRT_NETWORK
                            ? "A libvirt network brings its VLAN tag along: it is set where that network is defined on the"
                                    + " host. Leave it empty here."
                            : "Only a bridge has a VLAN tag. Leave it empty.");
        }
    }

    /** As most are: no VLAN, and guests are held to their own addresses. */
    public static NetworkDraft of(String name, String description, NetworkKind kind, String source) {
        return new NetworkDraft(name, description, kind, source, Optional.empty(), Optional.empty(), true);
    }

    private static void checkName(String name) {
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()+-]{0,62}")) {
            throw new InvalidRequest(
                    "network-name", "name", "A network's name has 1 to 63 letters, digits, spaces and . _ ( ) + -.");
        }
    }

    private static void checkSource(NetworkKind kind, String source, Optional<Integer> vlan, Optional<String> subnet) {
        if (!source.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new InvalidRequest(
                    "network-source",
                    "source",
                    "A bridge's or libvirt network's name has 1 to 63 letters, digits and . _ -.");
        }
        if (subnet.isPresent()) {
            throw new InvalidRequest(
                    "network-subnet",
                    "subnet",
                    "Only a network that Slipway makes has a subnet of its own. Give a pool of addresses instead.");
        }
        vlan.ifPresent(tag -> checkVlan(kind, source, tag));
    }

    private static void checkVlan(NetworkKind kind, String bridge, int tag) {
        if (tag < 1 || tag > HIGHEST_VLAN) {
            throw new InvalidRequest("network-vlan", "vlan", "A VLAN tag is a number from 1 to " + HIGHEST_VLAN + ".");
        }
        var name = NetworkView.tagged(bridge, tag);
        if (kind == NetworkKind.BRIDGE && name.length() > LONGEST_INTERFACE) {
            throw new InvalidRequest(
                    "network-vlan",
                    "vlan",
                    "On hosts it would be the bridge " + name + ", and Linux allows " + LONGEST_INTERFACE
                            + " characters. Name the bridge itself as the source, without a VLAN.");
        }
    }

    private static void checkMade(String source, Optional<String> subnet) {
        if (!source.isEmpty()) {
            throw new InvalidRequest(
                    "network-source", "source", "Slipway names what it makes on hosts itself. Leave this empty.");
        }
        MadeSubnet.parse(subnet.orElseThrow(() -> new InvalidRequest(
                "network-subnet", "subnet", "Give the subnet for its guests, such as 192.168.150.0/24.")));
    }
}
