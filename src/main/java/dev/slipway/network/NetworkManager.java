package dev.slipway.network;

import java.util.List;

/** NetworkManager's {@code nmcli}, as RHEL and Fedora have it. */
final class NetworkManager {
    private NetworkManager() {}

    static List<BridgeStep> steps(BridgeWish wish) {
        return wish.vlan()
                .map(tag -> List.of(
                        new BridgeStep("Make the bridge", """
                                nmcli connection add type bridge ifname %1$s con-name %1$s bridge.stp no \\
                                  ipv4.method disabled ipv6.method disabled
                                """.formatted(wish.name())),
                        new BridgeStep(
                                "Plug the VLAN into it", """
                                nmcli connection add type vlan ifname %2$s con-name %2$s dev %3$s id %4$d \\
                                  slave-type bridge master %1$s
                                """.formatted(wish.name(), wish.port(), wish.card(), tag)),
                        new BridgeStep("Start it", "nmcli connection up " + wish.name())))
                .orElseGet(() -> List.of(
                        new BridgeStep(
                                "Make the bridge; it gets the host's address, by DHCP or as you say with ipv4.addresses",
                                """
                                nmcli connection add type bridge ifname %1$s con-name %1$s bridge.stp no ipv4.method auto
                                """.formatted(wish.name())),
                        new BridgeStep("Plug the card into it", """
                                nmcli connection add type ethernet ifname %2$s con-name %1$s-%2$s slave-type bridge master %1$s
                                """.formatted(wish.name(), wish.card())),
                        new BridgeStep("Start it; the connection stops for some seconds", """
                                nmcli connection up %1$s && nmcli connection up %1$s-%2$s
                                """.formatted(
                                        wish.name(), wish.card()))));
    }
}
