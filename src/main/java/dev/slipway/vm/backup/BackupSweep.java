package dev.slipway.vm.backup;

import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Collects files that belong to no backup: a portal that dies between a row and its file leaves one. */
@Component
class BackupSweep {
    private static final Logger log = LoggerFactory.getLogger(BackupSweep.class);
    private static final Duration ORPHAN = Duration.ofHours(1);

    private final BackupRows rows;
    private final BackupFiles files;
    private final Clock clock;

    BackupSweep(BackupRows rows, BackupFiles files, Clock clock) {
        this.rows = rows;
        this.files = files;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void sweep() {
        try {
            for (BackupId id : files.untouchedSince(clock.instant().minus(ORPHAN))) {
                if (rows.find(id).isEmpty()) {
                    files.delete(id);
                    log.info("A file that belongs to no backup any more was deleted: {}", id);
                }
            }
        } catch (Problem e) {
            log.warn("Files without a backup are looked for again in ten minutes: {}", e.logDetail());
        }
    }
}
