package dev.slipway.host;

import dev.slipway.kernel.HostId;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records that a host went silent, and tells whoever has something there. */
@Component
class HostLosses {
    private static final Logger log = LoggerFactory.getLogger(HostLosses.class);

    private final HostRecords records;
    private final ApplicationEventPublisher events;

    HostLosses(HostRecords records, ApplicationEventPublisher events) {
        this.records = records;
        this.events = events;
    }

    void lost(HostId host, Instant since) {
        records.silent(host, since);
        try {
            events.publishEvent(new HostLost(host, since));
        } catch (RuntimeException e) {
            log.error("Somebody failed on the loss of host {}; its next inventory puts it right", host, e);
        }
    }
}
