package dev.slipway.network;

import java.util.ArrayList;
import java.util.List;

/** Files of systemd-networkd. */
final class Networkd {
    private static final String DIRECTORY = "Put this into /etc/systemd/network/";

    private Networkd() {}

    static List<BridgeStep> steps(BridgeWish wish) {
        var steps = new ArrayList<BridgeStep>();
        steps.add(file(wish.name() + ".netdev", "[NetDev]\nName=" + wish.name() + "\nKind=bridge\n"));
        wish.vlan().ifPresent(tag -> {
            steps.add(file(
                    wish.port() + ".netdev",
                    "[NetDev]\nName=" + wish.port() + "\nKind=vlan\n\n[VLAN]\nId=" + tag + "\n"));
            steps.add(new BridgeStep(
                    "Add this to the file that configures " + wish.card(), "[Network]\nVLAN=" + wish.port() + "\n"));
        });
        steps.add(file(
                "10-" + wish.port() + "-in-bridge.network",
                "[Match]\nName=" + wish.port() + "\n\n[Network]\nBridge=" + wish.name() + "\n"));
        steps.add(file(
                wish.name() + ".network",
                "[Match]\nName=" + wish.name() + "\n\n[Network]\n"
                        + (wish.vlan().isPresent()
                                ? "LinkLocalAddressing=no\n"
                                : "# or the Address=, Gateway= and DNS= that " + wish.card() + " had\nDHCP=yes\n")));
        steps.add(new BridgeStep("Make it now", "networkctl reload && networkctl up " + wish.name()));
        return steps;
    }

    private static BridgeStep file(String name, String text) {
        return new BridgeStep(DIRECTORY + name, text);
    }
}
