package dev.slipway.host;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.util.List;

/**
 * An application event: the whole truth of one host at one moment. Published outside any transaction, on the watcher's
 * thread of that host, in order.
 */
public record HostSeen(HostId host, Instant at, List<DomainObservation> domains) {
    public HostSeen {
        domains = List.copyOf(domains);
    }
}
