package dev.slipway.host;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.util.List;

/**
 * An application event: the whole truth of one host at one moment. Published outside any transaction, on the watcher's
 * thread of that host, in order.
 *
 * @param asked somebody waits for it, or nothing is known of the host: what was concluded from earlier ones counts no more
 */
public record HostSeen(HostId host, Instant at, List<DomainObservation> domains, boolean asked) {
    public HostSeen {
        domains = List.copyOf(domains);
    }
}
