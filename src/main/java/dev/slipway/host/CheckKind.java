package dev.slipway.host;

/** The lines of the check list, in the order in which they are looked at. */
public enum CheckKind {
    REACHABLE("Answers"),
    PROOF("Proof of who answers"),
    VERSION("Versions of libvirt and QEMU"),
    MACHINE("A machine of its own"),
    PROCESSOR("Processor"),
    MEMORY("Free memory"),
    STORAGE("Storage pools"),
    NETWORKS("Bridges and networks"),
    FIRMWARE("Firmware for guests"),
    FILTERS("Guests held to their own addresses"),
    PRIVILEGES("Guests may be started"),
    CLOCK("Clock"),
    ACCELERATION("Runs guests accelerated");

    private final String title;

    CheckKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
