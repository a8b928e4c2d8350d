package dev.slipway.hypervisor.ssh;

import java.io.IOException;

/** The host proves itself with another key than the one that is known. */
public final class HostKeyChanged extends IOException {
    private final String known;
    private final String now;

    HostKeyChanged(String known, String now) {
        super("host key was " + known + ", is " + now);
        this.known = known;
        this.now = now;
    }

    /** Fingerprint of the key that it should have. */
    public String known() {
        return known;
    }

    public String now() {
        return now;
    }
}
