package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What one run of a step sees. Progress is written at most four times a second, and not at all once the run is over. */
final class StepRun implements StepContext {
    private static final Logger LOG = LoggerFactory.getLogger(StepRun.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(250);

    private final OperationRow row;
    private final int attempt;
    private final OperationRecord record;
    private long writtenAt;
    private boolean written;
    private boolean over;

    StepRun(OperationRow row, int attempt, OperationRecord record) {
        this.row = row;
        this.attempt = attempt;
        this.record = record;
    }

    @Override
    public OperationId operation() {
        return row.id();
    }

    @Override
    public UUID target() {
        return row.target();
    }

    @Override
    public Map<String, String> arguments() {
        return row.arguments();
    }

    @Override
    public Actor requestedBy() {
        return row.requestedBy();
    }

    @Override
    public int earlierAttempts() {
        return attempt - 1;
    }

    @Override
    public synchronized void progress(int percent, String message) {
        long now = System.nanoTime();
        if (over || (written && now - writtenAt < BETWEEN_WRITES.toNanos())) {
            return;
        }
        written = true;
        writtenAt = now;
        try {
            record.progress(Math.clamp(percent, 0, 100), message);
        } catch (DataAccessException | TransactionException e) {
            // Progress is for the eye; what matters is written, and retried, at the end of the step.
            LOG.debug("Progress of operation {} was not written", row.id(), e);
        }
    }

    @Override
    public boolean isCancelled() {
        return record.cancelledBy().isPresent();
    }

    synchronized void over() {
        over = true;
    }
}
