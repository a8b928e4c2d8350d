package dev.slipway.network;

import java.util.List;

/** Debian's {@code interfaces(5)}. */
final class Ifupdown {
    private Ifupdown() {}

    static List<BridgeStep> steps(BridgeWish wish) {
        var file = "/etc/network/interfaces.d/" + wish.name();
        var apply = new BridgeStep(
                "Make it now",
                wish.vlan().isPresent()
                        ? "ifup " + wish.port() + "; ifup " + wish.name()
                        : "# the connection stops for some seconds: best from the machine's console\nifdown "
                                + wish.card() + "; ifup " + wish.name());
        return wish.vlan().isPresent()
                ? List.of(
                        new BridgeStep("Install what makes bridges and VLANs", "apt-get install bridge-utils vlan"),
                        new BridgeStep("Put this into " + file, tagged(wish)),
                        apply)
                : List.of(
                        new BridgeStep("Install what makes bridges", "apt-get install bridge-utils"),
                        new BridgeStep(
                                "Take what /etc/network/interfaces says of " + wish.card() + " out",
                                "# allow-hotplug " + wish.card() + "\n# iface " + wish.card() + " inet dhcp"),
                        new BridgeStep("Put this into " + file, untagged(wish)),
                        apply);
    }

    private static String untagged(BridgeWish wish) {
        return """
                auto %2$s
                iface %2$s inet manual

                auto %1$s
                # "dhcp", or "static" with the address and gateway that %2$s had
                iface %1$s inet dhcp
                    bridge_ports %2$s
                    bridge_stp off
                    bridge_fd 0
                """.formatted(wish.name(), wish.card());
    }

    private static String tagged(BridgeWish wish) {
        return """
                auto %2$s
                iface %2$s inet manual
                    vlan-raw-device %3$s

                auto %1$s
                iface %1$s inet manual
                    bridge_ports %2$s
                    bridge_stp off
                    bridge_fd 0
                """.formatted(wish.name(), wish.port(), wish.card());
    }
}
