package dev.slipway.catalog;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes copies that no VM on their host needs: after long, or at once where storage is scarce. On all nodes; may run twice. */
@Component
class UnusedCopies {
    private static final Logger log = LoggerFactory.getLogger(UnusedCopies.class);

    /** Even where storage is scarce: it may be needed by the next launch. */
    private static final Duration JUST_USED = Duration.ofHours(1);

    private final StagedImageTable table;
    private final CopyRemoval removal;
    private final Hosts hosts;
    private final StagingProperties properties;
    private final Clock clock;

    UnusedCopies(StagedImageTable table, CopyRemoval removal, Hosts hosts, StagingProperties properties, Clock clock) {
        this.table = table;
        this.removal = removal;
        this.hosts = hosts;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
    void sweep() {
        var now = clock.instant();
        var scarce =
                hosts.all().stream().filter(this::isScarce).map(HostView::id).toList();
        for (var copy : table.unused(now.minus(properties.keepUnused()), now.minus(JUST_USED), scarce)) {
            if (removal.remove(copy).isEmpty()) {
                log.info(
                        "Removed {} from host {}: nothing there needs it",
                        copy.key().volume(),
                        copy.key().host());
            }
        }
    }

    private boolean isScarce(HostView host) {
        return host.poolCapacityMib() > 0
                && host.poolAvailableMib() * 100 < host.poolCapacityMib() * properties.scarcePercent();
    }
}
