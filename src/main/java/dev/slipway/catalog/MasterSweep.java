package dev.slipway.catalog;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes masters of which no version is left: of deleted images, and what a portal left that was killed while it published.
 * On all nodes; may run twice.
 */
@Component
class MasterSweep {
    private static final Logger log = LoggerFactory.getLogger(MasterSweep.class);

    /** Whoever publishes a file has written about it long before. */
    static final Duration LEFT_ALONE = Duration.ofMinutes(30);

    private final ImageStore store;
    private final ImageLocks locks;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    MasterSweep(ImageStore store, ImageLocks locks, JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.store = store;
        this.locks = locks;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT10M")
    void sweep() {
        store.mastersBefore(clock.instant().minus(LEFT_ALONE)).stream()
                .filter(master -> !isPublished(master.sha256()))
                .forEach(this::remove);
    }

    private void remove(ImageStore.Stored master) {
        transactions.executeWithoutResult(status -> {
            locks.lockContent(master.sha256());
            if (!isPublished(master.sha256())) {
                store.remove(master);
                locks.forgetContent(master.sha256());
                log.info("Removed master {}, of which no version is left", master.sha256());
            }
        });
    }

    private boolean isPublished(String sha256) {
        return jdbc.sql("select exists (select 1 from image_version where sha256 = ?)")
                .param(sha256)
                .query(Boolean.class)
                .single();
    }
}
