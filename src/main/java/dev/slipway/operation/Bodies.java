package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Standing;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs what workflows bring: the bodies of their steps, outside any transaction, and their last words, inside the last one. */
final class Bodies {
    private final OperationRecord record;
    private final StepInterceptor interceptor;

    Bodies(OperationRecord record, StepInterceptor interceptor) {
        this.record = record;
        this.interceptor = interceptor;
    }

    Attempt act(Step step) {
        return run(interceptor.around(record.row(), step, false, step.act()));
    }

    Attempt undo(Step step) {
        return run(interceptor.around(record.row(), step, true, step.undo()));
    }

    Attempt end(Standing last, Consumer<StepContext> lastWords) {
        return run(context -> {
            record.end(last, () -> lastWords.accept(context));
            return StepOutcome.done();
        });
    }

    /** Afterwards the record runs again, if that was said. */
    Attempt beginAnew(Step first, Function<StepContext, Optional<String>> ask) {
        return run(context -> {
            record.beginAnew(first, () -> ask.apply(context));
            return StepOutcome.done();
        });
    }

    private Attempt run(Step.Body body) {
        StepRun context = new StepRun(record.row(), record.standing().attempt(), record);
        try {
            return Attempt.of(body, context);
        } finally {
            context.over();
            // A body cut short by the stopping node must not take its interrupt along into our own writes.
            Thread.interrupted();
        }
    }
}
