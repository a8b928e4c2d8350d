package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One operation in our hands, under one epoch. Every write may find that it no longer is: {@link FencedOff}. */
final class OperationRecord {
    private final OperationRow row;
    private final long epoch;
    private final OperationJournal journal;
    private Standing standing;
    private boolean justAsked;

    OperationRecord(OperationRow row, Standing standing, long epoch, OperationJournal journal) {
        this.row = row;
        this.standing = standing;
        this.epoch = epoch;
        this.journal = journal;
    }

    OperationRow row() {
        return row;
    }

    synchronized Standing standing() {
        return standing;
    }

    Instant now() {
        return journal.now();
    }

    synchronized void write(Standing next) {
        journal.write(row, epoch, next);
        standing = next;
    }

    /** As {@link #write}, and the next {@link #cancelled} need not ask once more. */
    synchronized void writeAndAsk(Standing next) {
        justAsked = journal.writeAndAsk(row, epoch, next);
        standing = next;
    }

    /** By whom, before a step; somebody who is a moment later is heard before the next one. */
    synchronized Optional<String> cancelled() {
        if (justAsked) {
            justAsked = false;
            return Optional.empty();
        }
        return cancelledBy();
    }

    synchronized void progress(int percent, String message) {
        journal.progress(row, epoch, percent, message);
        standing = standing.showing(percent, message);
    }

    synchronized void beginAnew(Step first, Supplier<Optional<String>> ask) {
        Standing anew = standing.anew(first.name(), first.title(), now());
        standing = journal.beginAnew(row, epoch, anew, ask).orElse(standing);
    }

    synchronized void end(Standing last, Runnable lastWords) {
        journal.end(row, epoch, last, lastWords);
        standing = last;
    }

    Optional<String> cancelledBy() {
        return journal.cancelledBy(row);
    }
}
