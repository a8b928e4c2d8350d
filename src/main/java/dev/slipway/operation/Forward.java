package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Failure;
import dev.slipway.operation.OperationRow.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to {@link OperationState#DONE}: what each outcome of a step leads to, until something turns it round. */
final class Forward {
    private static final Logger LOG = LoggerFactory.getLogger(Forward.class);
    private static final int SURPRISES_ENDURED = 2;

    private final OperationRun run;
    private final OperationRecord record;

    Forward(OperationRun run) {
        this.run = run;
        this.record = run.record;
    }

    Optional<Pause> next() {
        Standing now = record.standing();
        if (now.failure() != null) {
            return new Backward(run).recordFailure(OperationState.FAILED, now.failure());
        }
        if (now.step() >= run.steps.size()) {
            return recordSuccess();
        }
        Optional<String> cancelledBy = record.cancelled();
        if (cancelledBy.isPresent()) {
            return turnRound(Failure.CANCELLED, "Cancelled by " + cancelledBy.get() + ".");
        }
        Step step = run.steps.get(now.step());
        return switch (run.bodies.act(step)) {
            case Attempt.Went(StepOutcome.Done done) -> run.moveTo(now.step() + 1);
            case Attempt.Went(StepOutcome.Again again) -> await(step, again);
            case Attempt.Failed failed -> failed(failed, step.patience());
        };
    }

    private Optional<Pause> await(Step step, StepOutcome.Again again) {
        Instant end = endOf(step.patience());
        if (!record.now().isBefore(end)) {
            return turnRound("timed-out", Sentences.tookTooLong(step, again.waitingFor()));
        }
        record.write(record.standing().waiting(again.waitingFor()));
        return record.cancelledBy().isPresent()
                ? Optional.empty()
                : OperationRun.until(earlier(record.now().plus(again.after()), end));
    }

    private Optional<Pause> recordSuccess() {
        Standing last = record.standing().becoming(OperationState.DONE, "Done", null);
        return switch (run.bodies.end(last, run.workflow::succeeded)) {
            case Attempt.Went went -> Optional.of(new Pause.Ended());
            case Attempt.Failed failed -> failed(failed, Step.FOREVER);
        };
    }

    private Optional<Pause> failed(Attempt.Failed failed, Duration patience) {
        if (run.isCutShort()) {
            return OperationRun.until(record.now());
        }
        return switch (failed) {
            case Attempt.Passing passing -> endure(passing, patience);
            case Attempt.Refused refused -> refuse(refused);
            case Attempt.Surprised surprised -> wonder(surprised);
        };
    }

    private Optional<Pause> endure(Attempt.Passing passing, Duration patience) {
        Instant end = endOf(patience);
        if (!record.now().isBefore(end)) {
            LOG.warn("Operation {}: patience with {} is over", record.row().id(), run.where(), passing.cause());
            return turnRound(passing.code(), passing.sentence());
        }
        Standing next = record.standing().failing(false, Sentences.triedAgain(passing.sentence()));
        record.write(next);
        LOG.info(
                "Operation {}: {} failed {} times, tried again: {}",
                record.row().id(),
                run.where(),
                next.failures(),
                passing.logDetail());
        return OperationRun.until(earlier(record.now().plus(run.pause(Retries.LONGEST)), end));
    }

    private Optional<Pause> refuse(Attempt.Refused refused) {
        LOG.info(
                "Operation {}: {} failed: {}",
                record.row().id(),
                run.where(),
                refused.problem().logDetail());
        return turnRound(refused.problem().code(), refused.sentence(record.row()));
    }

    private Optional<Pause> wonder(Attempt.Surprised surprised) {
        Standing now = record.standing();
        String sentence = surprised.sentence(record.row());
        if (now.surprises() >= SURPRISES_ENDURED) {
            LOG.error(
                    "Operation {}: {} failed for good: {}",
                    record.row().id(),
                    run.where(),
                    surprised.cause().toString());
            return turnRound("internal", sentence);
        }
        if (now.surprises() == 0) {
            LOG.error("Operation {}: {} failed, tried again", record.row().id(), run.where(), surprised.cause());
        }
        record.write(now.failing(true, Sentences.triedAgain(sentence)));
        return OperationRun.until(record.now().plus(run.pause(Retries.LONGEST)));
    }

    private Optional<Pause> turnRound(String code, String sentence) {
        Standing now = record.standing();
        Failure why = new Failure(now.step(), code, sentence);
        if (!run.workflow.undoesOnFailure()) {
            record.write(now.failed(why));
            return Optional.empty();
        }
        int last = Math.min(now.step(), run.steps.size() - 1);
        Step step = run.steps.get(last);
        record.write(now.becoming(OperationState.UNDOING, sentence, why)
                .at(last, step.name(), Sentences.doing(step, OperationState.UNDOING), record.now()));
        return Optional.empty();
    }

    private Instant endOf(Duration patience) {
        return record.standing().since().plus(patience);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
