package dev.slipway.network;

import java.util.Locale;

/** What a logical network is on its hosts. */
public enum NetworkKind {
    BRIDGE("Bridge"),
    LIBVIRT_NETWORK("libvirt network"),
    /** Made by the portal on each host; guests reach the world behind the host's address. */
    NAT("NAT network"),
    /** Made by the portal on each host; guests reach each other and the host only. */
    ISOLATED("Isolated network");

    private final String words;

    NetworkKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether the portal makes it on hosts; what else there is, somebody has made there. */
    public boolean isMade() {
        return switch (this) {
            case NAT, ISOLATED -> true;
            case BRIDGE, LIBVIRT_NETWORK -> false;
        };
    }

    String lower() {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
