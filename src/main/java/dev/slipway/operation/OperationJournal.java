package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRow.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down how far operations are; each write in a transaction of its own that also announces it. */
@Component
class OperationJournal {
    private static final Actor ENGINE = Actor.system("operation");

    private final OperationRows rows;
    private final TransactionTemplate tx;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OperationJournal(
            OperationRows rows,
            PlatformTransactionManager transactions,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.tx = new TransactionTemplate(transactions);
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Empty if somebody else was faster. */
    Optional<OperationRecord> take(OperationRow row, Standing standing) {
        boolean ours = Boolean.TRUE.equals(tx.execute(t -> {
            boolean taken = rows.take(row.id(), row.epoch(), standing);
            announce(row);
            return taken;
        }));
        return ours ? Optional.of(new OperationRecord(row, standing, row.epoch() + 1, this)) : Optional.empty();
    }

    void write(OperationRow row, long epoch, Standing standing) {
        tx.executeWithoutResult(t -> {
            rows.write(row.id(), epoch, standing);
            announce(row);
        });
    }

    /** As {@link #write}. @return whether nobody had cancelled it until then */
    boolean writeAndAsk(OperationRow row, long epoch, Standing standing) {
        return Boolean.TRUE.equals(tx.execute(t -> {
            boolean goesOn = rows.writeUnlessCancelled(row.id(), epoch, standing);
            if (!goesOn) {
                rows.write(row.id(), epoch, standing);
            }
            announce(row);
            return goesOn;
        }));
    }

    void progress(OperationRow row, long epoch, int percent, String message) {
        tx.executeWithoutResult(t -> {
            rows.progress(row.id(), epoch, percent, message);
            announce(row);
        });
    }

    /**
     * The row first, as in {@link #end}, so that locks are always taken in the same order.
     *
     * @param ask what people read meanwhile, or empty to leave everything as it is
     * @return where the operation stands then, or empty
     */
    Optional<Standing> beginAnew(OperationRow row, long epoch, Standing anew, Supplier<Optional<String>> ask) {
        return tx.execute(t -> {
            rows.write(row.id(), epoch, anew);
            Optional<Standing> told = ask.get().map(words -> anew.showing(0, words));
            told.ifPresentOrElse(
                    standing -> {
                        rows.write(row.id(), epoch, standing);
                        events.publishEvent(ENGINE.did(
                                row.kind() + ".anew",
                                row.targetType(),
                                row.target(),
                                row.targetName(),
                                row.scope().project(),
                                standing.message()));
                        announce(row);
                    },
                    t::setRollbackOnly);
            return told;
        });
    }

    /** The last write: the state, the freed target, the workflow's own last words and the audit, all or nothing. */
    void end(OperationRow row, long epoch, Standing standing, Runnable lastWords) {
        tx.executeWithoutResult(t -> {
            rows.end(row.id(), epoch, standing, now());
            lastWords.run();
            tell(row, standing);
            announce(row);
        });
    }

    Optional<String> cancelledBy(OperationRow row) {
        return rows.cancelledBy(row.id());
    }

    void announce(OperationRow row) {
        changes.announce(Topic.OPERATION, row.id().value(), row.scope().project());
        Arrays.stream(Topic.values())
                .filter(topic -> topic.name().equalsIgnoreCase(row.targetType()))
                .forEach(topic ->
                        changes.announce(topic, row.target(), row.scope().project()));
    }

    private void tell(OperationRow row, Standing standing) {
        boolean done = standing.state() == OperationState.DONE;
        String asked = "Asked for by " + row.requestedBy().name() + ".";
        events.publishEvent(ENGINE.did(
                row.kind() + (done ? ".done" : ".failed"),
                row.targetType(),
                row.target(),
                row.targetName(),
                row.scope().project(),
                standing.failure() == null ? asked : standing.failure().sentence() + " " + asked));
        events.publishEvent(ended(row, Optional.ofNullable(standing.failure())));
    }

    private OperationEnded ended(OperationRow row, Optional<OperationRow.Failure> failure) {
        return new OperationEnded(
                row.id(),
                row.kind(),
                row.targetType(),
                row.target(),
                row.targetName(),
                row.scope(),
                Optional.ofNullable(row.requestedBy().user()),
                row.requestedBy().name(),
                Duration.between(row.requestedAt(), now()),
                failure.map(OperationRow.Failure::sentence),
                failure.filter(OperationRow.Failure::isCancellation).isPresent());
    }
}
