package dev.slipway.network;

/** What keeps a host's network configuration. */
public enum Distribution {
    DEBIAN("Debian, with ifupdown"),
    UBUNTU("Ubuntu, with netplan"),
    RED_HAT("RHEL, Fedora and kin, with NetworkManager"),
    NETWORKD("Any, with systemd-networkd");

    private final String words;

    Distribution(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
