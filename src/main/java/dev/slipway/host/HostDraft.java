package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.kernel.HostCredentialId;
import dev.slipway.kernel.InvalidRequest;
import java.util.Arrays;
import java.util.Optional;

/** A host to register. @param poolPath directory on the host for images and disks; @param forced acceleration, or empty to find out by trying */
public record HostDraft(String name, HostConnection connection, String poolPath, Optional<Acceleration> forced) {

    /** From a form or a request: the URI and the acceleration ({@code KVM} or {@code EMULATED}) as text. */
    public static HostDraft of(String name, String uri, String poolPath, Optional<String> acceleration) {
        return new HostDraft(name, new HostConnection(uri), poolPath, acceleration.map(HostDraft::acceleration));
    }

    /** @param credential what lets the portal in; by ssh there has to be one */
    public HostDraft with(Optional<HostCredentialId> credential) {
        return new HostDraft(
                name,
                new HostConnection(connection.uri(), credential.map(HostCredentialId::value), connection.hostKey()),
                poolPath,
                forced);
    }

    public String uri() {
        return connection.uri();
    }

    private static Acceleration acceleration(String text) {
        return Arrays.stream(Acceleration.values())
                .filter(a -> a.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "acceleration",
                        "acceleration",
                        "Acceleration is KVM or EMULATED; leave it out to find out by trying."));
    }
}
