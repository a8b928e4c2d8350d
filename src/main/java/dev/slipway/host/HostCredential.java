package dev.slipway.host;

import dev.slipway.kernel.HostCredentialId;

/**
 * What lets the portal into a host, as far as anybody may see it.
 *
 * @param publicText by ssh the line for the host's {@code authorized_keys}, by TLS whose certificate it is and until when
 */
public record HostCredential(HostCredentialId id, Kind kind, String publicText) {
    public enum Kind {
        SSH,
        TLS
    }
}
