package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One operation being carried out on this node: step after step, written down after each, until it ends or waits. */
final class OperationRun {
    final Workflow workflow;
    final List<Step> steps;
    final OperationRecord record;
    final Bodies bodies;
    private final Retries retries;
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
        this.bodies = new Bodies(record, interceptor);
        this.retries = retries;
        this.stopping = stopping;
    }

    Pause go() {
        Forward forward = new Forward(this);
        Backward backward = new Backward(this);
        while (true) {
            Optional<Pause> pause =
                    record.standing().state() == OperationState.UNDOING ? backward.next() : forward.next();
            if (pause.isPresent()) {
                return pause.get();
            }
            if (stopping.getAsBoolean()) {
                return new Pause.Until(record.now());
            }
        }
    }

    /** A body that fails while the node is stopped was most likely cut short: that counts for nothing, others try again. */
    boolean isCutShort() {
        return stopping.getAsBoolean();
    }

    Optional<Pause> moveTo(int index) {
        boolean inside = index >= 0 && index < steps.size();
        String name = inside ? steps.get(index).name() : Workflows.END;
        String message =
                inside ? Sentences.doing(steps.get(index), record.standing().state()) : "Almost finished";
        Standing next = record.standing().at(index, name, message, record.now());
        if (next.state() == OperationState.RUNNING) {
            record.writeAndAsk(next);
        } else {
            record.write(next);
        }
        return Optional.empty();
    }

    Duration pause(Duration longest) {
        return retries.pause(record.standing().failures(), longest);
    }

    String where() {
        Standing now = record.standing();
        String direction = now.state() == OperationState.UNDOING ? "undo of " : "step ";
        return direction + now.stepName() + " of " + workflow.kind();
    }

    static Optional<Pause> until(Instant when) {
        return Optional.of(new Pause.Until(when));
    }
}
