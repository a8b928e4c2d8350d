package dev.slipway.hypervisor;

import java.time.Instant;

/**
 * Where a running domain's screen can be reached from the portal, and for how long. Never leaves the portal.
 *
 * @param hostname an address, or the path of a UNIX socket
 * @param port 0 for a UNIX socket
 * @param password good for new connections until {@code validUntil}
 */
public record ScreenAccess(String hostname, int port, String password, Instant validUntil) {
    @Override
    public String toString() {
        return "ScreenAccess[" + hostname + ":" + port + ", until " + validUntil + "]";
    }
}
