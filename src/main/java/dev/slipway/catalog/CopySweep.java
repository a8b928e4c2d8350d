package dev.slipway.catalog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes copies on hosts of contents of which no version is left. On all nodes; may run twice. */
@Component
class CopySweep {
    private static final Logger log = LoggerFactory.getLogger(CopySweep.class);

    private final StagedImageTable table;
    private final CopyRemoval removal;

    CopySweep(StagedImageTable table, CopyRemoval removal) {
        this.table = table;
        this.removal = removal;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void sweep() {
        for (var copy : table.ofNoVersion()) {
            if (removal.remove(copy).isEmpty()) {
                log.info(
                        "Removed {} from host {}: no version of it is left",
                        copy.key().volume(),
                        copy.key().host());
            }
        }
    }
}
