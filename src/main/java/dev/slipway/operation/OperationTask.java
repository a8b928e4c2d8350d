package dev.slipway.operation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.slipway.kernel.OperationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one kind of job there is: take an operation on. Its instance is the operation's id, and it carries nothing else. */
@Component
class OperationTask {
    static final String TABLE = "operation_job";
    private static final String NAME = "operation";
    private static final Logger LOG = LoggerFactory.getLogger(OperationTask.class);

    private final OperationRunner runner;
    private final OperationRows rows;
    private final Retries retries;
    private final DueSignal due;
    private final Clock clock;

    OperationTask(OperationRunner runner, OperationRows rows, Retries retries, DueSignal due, Clock clock) {
        this.runner = runner;
        this.rows = rows;
        this.retries = retries;
        this.due = due;
        this.clock = clock;
    }

    static TaskInstance<Void> job(OperationId id) {
        return new TaskInstance<>(NAME, id.toString());
    }

    Task<Void> task() {
        return Tasks.custom(NAME, Void.class)
                .onFailure(this::stumbled)
                .onDeadExecutionRevive()
                .execute((job, context) -> run(OperationId.parse(job.getId()), context));
    }

    private CompletionHandler<Void> run(OperationId id, ExecutionContext context) {
        return switch (runner.run(id, context.getSchedulerState()::isShuttingDown)) {
            case Pause.Ended ended -> (complete, job) -> job.remove();
            case Pause.TakenOver takenOver -> (complete, job) -> {};
            case Pause.Until(Instant when) ->
                (complete, job) -> {
                    job.reschedule(complete, when);
                    due.in(Duration.between(clock.instant(), when));
                    // Whoever cancelled until a moment ago found the job running and could not hurry it.
                    if (rows.isToTurnRound(id)) {
                        context.getSchedulerClient().reschedule(job(id), clock.instant());
                        due.now();
                    }
                };
        };
    }

    /** Due at once, unless it runs right now or is gone. */
    void hurry(OperationId id, SchedulerClient client) {
        try {
            client.reschedule(job(id), clock.instant());
            due.now();
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            LOG.debug("Operation {} need not be hurried: it runs, or has ended", id, e);
        } catch (RuntimeException e) {
            LOG.warn("Operation {} could not be hurried; it hears of its cancellation when its wait is over", id, e);
        }
    }

    /** The engine itself could not go on, most likely for want of the database: nothing is known, so taken on again. */
    private void stumbled(ExecutionComplete complete, ExecutionOperations<Void> job) {
        int failures = complete.getExecution().consecutiveFailures + 1;
        Duration pause = retries.pause(failures, Retries.LONGEST);
        LOG.error(
                "Operation {} could not be carried on, taken on again in {}",
                complete.getExecution().taskInstance.getId(),
                pause,
                complete.getCause().orElse(null));
        job.reschedule(complete, clock.instant().plus(pause));
        due.in(pause);
    }
}
