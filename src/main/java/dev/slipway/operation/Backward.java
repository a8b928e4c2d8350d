package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Failure;
import dev.slipway.operation.OperationRow.Standing;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way back, which has one end only: whatever fails is tried again, however long it takes. */
final class Backward {
    private static final Logger LOG = LoggerFactory.getLogger(Backward.class);
    private static final int LOGGED_EVERY = 10;

    private final OperationRun run;
    private final OperationRecord record;

    Backward(OperationRun run) {
        this.run = run;
        this.record = run.record;
    }

    Optional<Pause> next() {
        Standing now = record.standing();
        if (now.step() < 0) {
            return end(Sentences.require(now.failure()));
        }
        Step step = run.steps.get(now.step());
        return switch (run.bodies.undo(step)) {
            case Attempt.Went(StepOutcome.Done done) -> run.moveTo(now.step() - 1);
            case Attempt.Went(StepOutcome.Again again) -> {
                record.write(record.standing().waiting(again.waitingFor()));
                yield OperationRun.until(record.now().plus(again.after()));
            }
            case Attempt.Failed failed -> later(failed);
        };
    }

    private Optional<Pause> end(Failure why) {
        if (!why.isCancellation() && record.cancelledBy().isEmpty()) {
            Attempt anew = run.bodies.beginAnew(
                    run.steps.getFirst(), context -> run.workflow.beginsAnew(context, new StoredProblem(why)));
            if (record.standing().state() == OperationState.RUNNING) {
                return Optional.empty();
            }
            if (anew instanceof Attempt.Failed failed && !(anew instanceof Attempt.Refused)) {
                return later(failed);
            }
        }
        return recordFailure(OperationState.UNDONE, why);
    }

    /** The end of a failed operation, with the workflow's last words. */
    Optional<Pause> recordFailure(OperationState state, Failure why) {
        Standing last = record.standing().becoming(state, why.sentence(), why);
        return switch (run.bodies.end(last, context -> run.workflow.failed(context, new StoredProblem(why)))) {
            case Attempt.Went went -> Optional.of(new Pause.Ended());
            case Attempt.Failed failed -> later(failed);
        };
    }

    private Optional<Pause> later(Attempt.Failed failed) {
        if (run.isCutShort()) {
            return OperationRun.until(record.now());
        }
        Standing now = record.standing();
        int failures = now.failures() + 1;
        if (failures == 1 || failures % LOGGED_EVERY == 0) {
            LOG.warn(
                    "Operation {}: {} failed {} times, tried again",
                    record.row().id(),
                    run.where(),
                    failures,
                    failed.cause());
        }
        record.write(now.failing(false, Sentences.undoingAgain(failed.sentence(record.row()), failures)));
        return OperationRun.until(record.now().plus(run.pause(Retries.LONGEST_OF_UNDO)));
    }
}
