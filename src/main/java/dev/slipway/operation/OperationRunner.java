package dev.slipway.operation;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRow.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes operations on and carries them out. */
@Component
class OperationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);
    private static final Duration UNTIL_SOMEBODY_KNOWS_IT = Duration.ofSeconds(10);

    private final OperationRows rows;
    private final OperationJournal journal;
    private final Workflows workflows;
    private final Retries retries;
    private final StepInterceptor interceptor;

    OperationRunner(
            OperationRows rows,
            OperationJournal journal,
            Workflows workflows,
            Retries retries,
            ObjectProvider<StepInterceptor> interceptor) {
        this.rows = rows;
        this.journal = journal;
        this.workflows = workflows;
        this.retries = retries;
        this.interceptor = interceptor.getIfAvailable(() -> (operation, step, undoing, body) -> body);
    }

    /** @param stopping whether this node is being stopped: then the operation is left for others after the running step */
    Pause run(OperationId id, BooleanSupplier stopping) {
        Optional<OperationRow> row = rows.find(id);
        if (row.isEmpty() || row.get().standing().state().isFinal()) {
            return new Pause.Ended();
        }
        Optional<Workflow> workflow = workflows.find(row.get().kind());
        if (workflow.isEmpty()) {
            LOG.warn(
                    "Operation {} is a {}, which this node does not know; left for others",
                    id,
                    row.get().kind());
            return new Pause.Until(journal.now().plus(UNTIL_SOMEBODY_KNOWS_IT));
        }
        try {
            return take(row.get(), workflow.get())
                    .map(record -> new OperationRun(workflow.get(), record, retries, interceptor, stopping).go())
                    .orElseGet(Pause.TakenOver::new);
        } catch (FencedOff e) {
            LOG.info("Operation {} was taken over by another node; stopped here", id);
            return new Pause.TakenOver();
        }
    }

    private Optional<OperationRecord> take(OperationRow row, Workflow workflow) {
        Standing stored = row.standing();
        List<Step> steps = workflow.steps();
        return journal.take(
                row, stored.takenOn(index(row, steps), steps.getFirst().title(), journal.now()));
    }

    private static int index(OperationRow row, List<Step> steps) {
        Standing stored = row.standing();
        if (stored.stepName().equals(Workflows.END)) {
            return stored.state() == OperationState.UNDOING ? -1 : steps.size();
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(stored.stepName())) {
                return i;
            }
        }
        LOG.warn("Operation {} stands at step {}, which {} no longer has", row.id(), stored.stepName(), row.kind());
        return Math.min(stored.step(), steps.size() - 1);
    }
}
