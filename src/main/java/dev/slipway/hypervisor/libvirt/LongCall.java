package dev.slipway.hypervisor.libvirt;

import java.time.Duration;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/**
 * What libvirt answers only when it is done, however much memory there is to write or to read: each has a connection of its
 * own; the daemon goes on with it when the portal dies.
 */
final class LongCall {
    private static final Duration LONGEST = Duration.ofHours(1);

    private LongCall() {}

    interface Deed {
        void to(Connect connect, Domain domain) throws LibvirtException;
    }

    static void run(Connections connections, String purpose, String what, UUID id, Deed deed) {
        try (var connection = connections.open(purpose)) {
            connection.call(
                    what,
                    LONGEST,
                    connect -> Lookup.domain(connect, id, domain -> {
                        deed.to(connect, domain);
                        return true;
                    }));
        }
    }
}
