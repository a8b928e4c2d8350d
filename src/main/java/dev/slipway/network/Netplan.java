package dev.slipway.network;

import java.util.List;

/** Ubuntu's netplan. */
final class Netplan {
    private Netplan() {}

    static List<BridgeStep> steps(BridgeWish wish) {
        var file = "/etc/netplan/60-" + wish.name() + ".yaml";
        return List.of(
                new BridgeStep(
                        "Put this into " + file,
                        wish.vlan().map(tag -> tagged(wish, tag)).orElseGet(() -> untagged(wish))),
                new BridgeStep(
                        "Make it now; it is taken back if you do not confirm within two minutes",
                        "chmod 600 " + file + "\nnetplan try"));
    }

    private static String untagged(BridgeWish wish) {
        return """
                network:
                  version: 2
                  ethernets:
                    %2$s:
                      dhcp4: false
                      dhcp6: false
                  bridges:
                    %1$s:
                      interfaces: [%2$s]
                      # or the addresses, routes and nameservers that %2$s had
                      dhcp4: true
                      parameters: {stp: false, forward-delay: 0}
                """.formatted(wish.name(), wish.card());
    }

    private static String tagged(BridgeWish wish, int tag) {
        return """
                network:
                  version: 2
                  ethernets:
                    %3$s: {}
                  vlans:
                    %2$s: {id: %4$d, link: %3$s}
                  bridges:
                    %1$s:
                      interfaces: [%2$s]
                      dhcp4: false
                      link-local: []
                      parameters: {stp: false, forward-delay: 0}
                """.formatted(wish.name(), wish.port(), wish.card(), tag);
    }
}
