package dev.slipway.catalog;

import dev.slipway.hypervisor.Hypervisors;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What broke off on its way to a host. A host writes what arrives to its disk when it finds the time, so what it has lost
 * its power over is not to be relied on.
 */
@Component
class HalfCopies {
    private static final Logger log = LoggerFactory.getLogger(HalfCopies.class);

    /** Hosts round the time for which they are on, and nodes' clocks differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Hypervisors hypervisors;
    private final Clock clock;

    HalfCopies(Hypervisors hypervisors, Clock clock) {
        this.hypervisors = hypervisors;
        this.clock = clock;
    }

    /** Whether what has arrived is there and was so ever since. In doubt it is not. */
    boolean isThere(StagedCopy.Target target, StagedCopy.Arrived arrived) {
        var host = hypervisors.on(target.host());
        if (host.volume(target.volume()).isEmpty()) {
            return false;
        }
        Duration since = Duration.between(arrived.at(), clock.instant());
        boolean stayedOn = host.upFor().compareTo(since.plus(MARGIN)) > 0;
        log.info(
                "{} bytes of {} have arrived on host {} before: {}",
                arrived.bytes(),
                target.volume(),
                target.host(),
                stayedOn ? "going on" : "the host was off since, so from the beginning");
        return stayedOn;
    }
}
