package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Failure;
import dev.slipway.operation.OperationRow.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operation being carried out on this node: step after step, written down after each, until it ends or waits. */
final class OperationRun {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRun.class);
    private static final int SURPRISES_ENDURED = 2;

    private final Workflow workflow;
    private final List<Step> steps;
    private final OperationRecord record;
    private final Retries retries;
    private final Bodies bodies;
    private final BooleanSupplier stopping;

    OperationRun(
            Workflow workflow,
            OperationRecord record,
            Retries retries,
            StepInterceptor interceptor,
            BooleanSupplier stopping) {
        this.workflow = workflow;
        this.steps = workflow.steps();
        this.record = record;
        this.retries = retries;
        this.bodies = new Bodies(record, interceptor);
        this.stopping = stopping;
    }

    Pause go() {
        while (true) {
            Optional<Pause> pause = record.standing().state() == OperationState.UNDOING ? backward() : forward();
            if (pause.isPresent()) {
                return pause.get();
            }
            if (stopping.getAsBoolean()) {
                return new Pause.Until(record.now());
            }
        }
    }

    private Optional<Pause> forward() {
        Standing now = record.standing();
        if (now.failure() != null) {
            return recordFailure(OperationState.FAILED, now.failure());
        }
        if (now.step() >= steps.size()) {
            return recordSuccess();
        }
        Optional<String> cancelledBy = record.cancelledBy();
        if (cancelledBy.isPresent()) {
            return turnRound(new Failure(now.step(), Failure.CANCELLED, "Cancelled by " + cancelledBy.get() + "."));
        }
        Step step = steps.get(now.step());
        return switch (bodies.act(step)) {
            case Attempt.Went(StepOutcome.Done done) -> moveTo(now.step() + 1);
            case Attempt.Went(StepOutcome.Again again) -> waitFor(step, again);
            case Attempt.Passing p -> endure(p, step.patience());
            case Attempt.Refused r -> refuse(r);
            case Attempt.Surprised s -> wonder(s);
        };
    }

    private Optional<Pause> backward() {
        Standing now = record.standing();
        if (now.step() < 0) {
            return recordFailure(OperationState.UNDONE, Sentences.require(now.failure()));
        }
        Step step = steps.get(now.step());
        return switch (bodies.undo(step)) {
            case Attempt.Went(StepOutcome.Done done) -> moveTo(now.step() - 1);
            case Attempt.Went(StepOutcome.Again again) -> {
                record.write(record.standing().waiting(again.waitingFor()));
                yield until(record.now().plus(again.after()));
            }
            case Attempt.Passing p -> undoLater(p.sentence(), p.cause());
            case Attempt.Refused r -> undoLater(r.problem().sentence(), r.problem());
            case Attempt.Surprised s -> undoLater(Sentences.unexpected(record.row()), s.cause());
        };
    }

    private Optional<Pause> moveTo(int index) {
        boolean inside = index >= 0 && index < steps.size();
        String name = inside ? steps.get(index).name() : Workflows.END;
        String message =
                inside ? Sentences.doing(steps.get(index), record.standing().state()) : "Almost finished";
        record.write(record.standing().at(index, name, message, record.now()));
        return Optional.empty();
    }

    private Optional<Pause> waitFor(Step step, StepOutcome.Again again) {
        Instant end = endOf(step.patience());
        if (!record.now().isBefore(end)) {
            return turnRound(new Failure(
                    record.standing().step(), "timed-out", Sentences.tookTooLong(step, again.waitingFor())));
        }
        record.write(record.standing().waiting(again.waitingFor()));
        if (record.cancelledBy().isPresent()) {
            return Optional.empty();
        }
        return until(earlier(record.now().plus(again.after()), end));
    }

    private Optional<Pause> endure(Attempt.Passing passing, Duration patience) {
        if (stopping.getAsBoolean()) {
            return until(record.now());
        }
        Instant end = endOf(patience);
        if (!record.now().isBefore(end)) {
            LOG.warn("Operation {}: patience with {} is over", record.row().id(), where(), passing.cause());
            return turnRound(new Failure(record.standing().step(), passing.code(), passing.sentence()));
        }
        record.write(record.standing().failing(false, Sentences.triedAgain(passing.sentence())));
        LOG.info("Operation {}: {} will be tried again", record.row().id(), where(), passing.cause());
        return until(earlier(record.now().plus(pause(Retries.LONGEST)), end));
    }

    private Optional<Pause> refuse(Attempt.Refused refused) {
        if (stopping.getAsBoolean()) {
            return until(record.now());
        }
        LOG.info(
                "Operation {}: {} failed: {}",
                record.row().id(),
                where(),
                refused.problem().logDetail());
        return turnRound(new Failure(
                record.standing().step(),
                refused.problem().code(),
                refused.problem().sentence()));
    }

    private Optional<Pause> wonder(Attempt.Surprised surprised) {
        if (stopping.getAsBoolean()) {
            return until(record.now());
        }
        Standing now = record.standing();
        String sentence = Sentences.unexpected(record.row());
        if (now.surprises() >= SURPRISES_ENDURED) {
            LOG.error(
                    "Operation {}: {} failed for good: {}",
                    record.row().id(),
                    where(),
                    surprised.cause().toString());
            return turnRound(new Failure(now.step(), "internal", sentence));
        }
        if (now.surprises() == 0) {
            LOG.error("Operation {}: {} failed, tried again", record.row().id(), where(), surprised.cause());
        }
        record.write(now.failing(true, Sentences.triedAgain(sentence)));
        return until(record.now().plus(pause(Retries.LONGEST)));
    }

    private Optional<Pause> undoLater(String sentence, Throwable cause) {
        if (stopping.getAsBoolean()) {
            return until(record.now());
        }
        Standing next = record.standing().failing(false, "");
        if (next.failures() == 1 || next.failures() % 10 == 0) {
            LOG.warn("Operation {}: {} failed {} times", record.row().id(), where(), next.failures(), cause);
        }
        record.write(next.showing(next.percent(), Sentences.undoingAgain(sentence, next.failures())));
        return until(record.now().plus(pause(Retries.LONGEST_OF_UNDO)));
    }

    private Optional<Pause> turnRound(Failure why) {
        Standing now = record.standing();
        if (!workflow.undoesOnFailure()) {
            record.write(now.failed(why));
            return Optional.empty();
        }
        int last = Math.min(now.step(), steps.size() - 1);
        Step step = steps.get(last);
        record.write(now.becoming(OperationState.UNDOING, why.sentence(), why)
                .at(last, step.name(), Sentences.doing(step, OperationState.UNDOING), record.now()));
        return Optional.empty();
    }

    private Optional<Pause> recordSuccess() {
        Standing last = record.standing().becoming(OperationState.DONE, "Done", null);
        return switch (bodies.end(last, workflow::succeeded)) {
            case Attempt.Went went -> Optional.of(new Pause.Ended());
            case Attempt.Passing p -> endure(p, Step.FOREVER);
            case Attempt.Refused r -> refuse(r);
            case Attempt.Surprised s -> wonder(s);
        };
    }

    private Optional<Pause> recordFailure(OperationState state, Failure why) {
        Standing last = record.standing().becoming(state, why.sentence(), why);
        return switch (bodies.end(last, context -> workflow.failed(context, new StoredProblem(why)))) {
            case Attempt.Went went -> Optional.of(new Pause.Ended());
            case Attempt.Passing p -> undoLater(p.sentence(), p.cause());
            case Attempt.Refused r -> undoLater(r.problem().sentence(), r.problem());
            case Attempt.Surprised s -> undoLater(Sentences.unexpected(record.row()), s.cause());
        };
    }

    private String where() {
        Standing now = record.standing();
        return (now.state() == OperationState.UNDOING ? "undo of " : "step ") + now.stepName() + " of "
                + workflow.kind();
    }

    private Instant endOf(Duration patience) {
        return record.standing().since().plus(patience);
    }

    private Duration pause(Duration longest) {
        return retries.pause(record.standing().failures(), longest);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Optional<Pause> until(Instant when) {
        return Optional.of(new Pause.Until(when));
    }
}
