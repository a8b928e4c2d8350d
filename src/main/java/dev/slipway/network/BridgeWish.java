package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;

/**
 * A bridge that somebody wants to make on a host.
 *
 * @param card the network card that leads out of the host, such as {@code eth0}
 * @param bridge its name, without the VLAN
 */
public record BridgeWish(Distribution distribution, String card, String bridge, Optional<Integer> vlan) {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,14}";
    private static final int LONGEST = 15;
    private static final int HIGHEST_VLAN = 4094;

    public BridgeWish {
        requireName("interface", card);
        requireName("bridge", bridge);
        if (vlan.filter(tag -> tag < 1 || tag > HIGHEST_VLAN).isPresent()) {
            throw new InvalidRequest("network-vlan", "vlan", "A VLAN tag is a number from 1 to " + HIGHEST_VLAN + ".");
        }
        vlan.ifPresent(tag -> {
            for (var name : new String[] {NetworkView.tagged(bridge, tag), card + "." + tag}) {
                if (name.length() > LONGEST) {
                    throw new InvalidRequest(
                            "network-vlan",
                            "vlan",
                            name + " would be longer than the " + LONGEST
                                    + " characters that Linux allows. Choose a shorter name of the bridge.");
                }
            }
        });
    }

    /** What it is called on the host. */
    public String name() {
        return vlan.map(tag -> NetworkView.tagged(bridge, tag)).orElse(bridge);
    }

    /** The port that carries the VLAN, or the card itself. */
    String port() {
        return vlan.map(tag -> card + "." + tag).orElse(card);
    }

    private static void requireName(String field, String name) {
        if (!name.matches(NAME)) {
            throw new InvalidRequest(
                    "interface-name",
                    field,
                    "The name of a card or bridge has up to 15 letters, digits, - and _, such as eth0 or br0.");
        }
    }
}
