package dev.slipway.hypervisor.libvirt;

import java.util.Optional;
import java.util.Set;

/** From where a host's listening addresses can be reached. */
final class Reach {
    private static final Set<String> ANY = Set.of("0.0.0.0", "::");
    private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "::1");

    private Reach() {}

    /** The name under which the portal reaches a screen that listens there, if it can. */
    static Optional<String> screen(HostUri uri, String listens) {
        var loopback = listens.startsWith("127.") || listens.equals("::1");
        if (uri.isLocal()) {
            return Optional.of(loopback && !listens.equals("::1") || ANY.contains(listens) ? "127.0.0.1" : listens);
        }
        if (ANY.contains(listens)) {
            return Optional.of(uri.hostname());
        }
        if (loopback) {
            var direct = uri.transport() != HostUri.Transport.SSH && OURSELVES.contains(uri.hostname());
            return direct ? Optional.of(listens) : Optional.empty();
        }
        return listens.isEmpty() ? Optional.empty() : Optional.of(listens);
    }
}
