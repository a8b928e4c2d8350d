package dev.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tries out a workflow on the real engine: that it does what it is for; that it fails at each step in turn, and after
 * each, and leaves nothing; that each act and each undo may run twice; that the node may die between each and its record.
 */
final class WorkflowKit {
    private static final Actor TESTER = Actor.system("test");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Operations operations;
    private final Faults faults;
    private final JdbcClient jdbc;
    private final Workflow workflow;
    private final WorkflowScenario scenario;
    private final List<String> steps;

    WorkflowKit(BeanFactory beans, WorkflowScenario scenario) {
        operations = beans.getBean(Operations.class);
        faults = beans.getBean(Faults.class);
        jdbc = beans.getBean(JdbcClient.class);
        workflow = beans.getBean(Workflows.class).require(scenario.kind());
        this.scenario = scenario;
        steps = workflow.steps().stream().map(Step::name).toList();
    }

    /** One test. */
    record Check(String name, Runnable body) {}

    List<Check> checks() {
        String last = steps.getLast();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("does what it is for", () -> succeeds(Fault.none(), List.of())));
        checks.add(new Check("each step runs twice", () -> succeeds(Fault.repetition(false), steps)));
        checks.add(new Check("each step waits for what passes", () -> succeeds(Fault.hiccups(), steps)));
        each(checks, "fails before ", s -> () -> fails(Fault.refusal(s, false), s, List.of(s)));
        each(checks, "fails after ", s -> () -> fails(Fault.refusal(s, true), s, List.of(s)));
        each(checks, "the node dies after ", s -> () -> succeeds(Fault.crash(s, false), List.of(s)));
        if (workflow.undoesOnFailure()) {
            List<String> undone = steps.stream().map(s -> "undo " + s).toList();
            checks.add(new Check(
                    "each undo runs twice",
                    () -> fails(Fault.repetition(true).and(Fault.refusal(last, true)), last, undone)));
            checks.add(new Check(
                    "each undo waits for what passes",
                    () -> fails(Fault.hiccups().and(Fault.refusal(last, true)), last, undone)));
            each(
                    checks,
                    "the node dies after undo of ",
                    s -> () -> fails(Fault.crash(s, true).and(Fault.refusal(last, true)), last, List.of("undo " + s)));
        }
        if (workflow.isCancellable()) {
            each(checks, "is cancelled in ", s -> () -> cancelled(s));
        }
        return checks;
    }

    private void each(List<Check> checks, String name, Function<String, Runnable> body) {
        steps.forEach(step -> checks.add(new Check(name + step, body.apply(step))));
    }

    private void succeeds(Fault fault, List<String> struck) {
        attempt(fault, trial -> {
            OperationView end = awaitEnd(submitted(trial));
            assertThat(end.state()).as("state after %s", end.problem()).isEqualTo(OperationState.DONE);
            assertThat(fault.struck()).containsAll(struck);
            trial.everythingIsDone();
        });
    }

    private void fails(Fault fault, String at, List<String> struck) {
        attempt(fault, trial -> {
            OperationView end = awaitEnd(submitted(trial));
            assertThat(end.state()).isEqualTo(whenFailed());
            assertThat(end.problemCode()).contains("injected");
            assertThat(fault.struck()).containsAll(struck);
            trial.nothingIsLeft(at);
        });
    }

    /** Heard after the step: the last one is then done, and so is the operation, unless it had to wait. */
    private void cancelled(String at) {
        Fault fault = Fault.meanwhile(at, context -> operations.cancel(context.operation(), TESTER));
        attempt(fault, trial -> {
            OperationView end = awaitEnd(submitted(trial));
            assertThat(fault.struck()).contains(at);
            if (at.equals(steps.getLast()) && end.state() == OperationState.DONE) {
                trial.everythingIsDone();
                return;
            }
            assertThat(end.state()).isEqualTo(whenFailed());
            assertThat(end.problemCode()).contains("cancelled");
            trial.nothingIsLeft(turnedRoundAt(end));
        });
    }

    private interface Trying {
        void on(WorkflowScenario.Trial trial);
    }

    private void attempt(Fault fault, Trying what) {
        try (WorkflowScenario.Trial trial = scenario.prepare()) {
            faults.arm(workflow.kind(), fault);
            what.on(trial);
        } finally {
            faults.disarm();
        }
    }

    private OperationId submitted(WorkflowScenario.Trial trial) {
        OperationId id = trial.submit();
        faults.strike(id);
        return id;
    }

    private OperationView awaitEnd(OperationId id) {
        OperationView end = Awaitility.await(workflow.kind() + " " + id)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> operations.get(id, TESTER), view -> view.state().isFinal());
        assertThat(operations.active(end.target())).as("lock of the target").isEmpty();
        Awaitility.await("job of " + id).atMost(LONGEST).until(() -> jobs(id) == 0);
        return end;
    }

    private long jobs(OperationId id) {
        return jdbc.sql("select count(*) from operation_job where task_instance = ?")
                .param(id.toString())
                .query(Long.class)
                .single();
    }

    private OperationState whenFailed() {
        return workflow.undoesOnFailure() ? OperationState.UNDONE : OperationState.FAILED;
    }

    private String turnedRoundAt(OperationView end) {
        int step = jdbc.sql("select failed_step from operation where id = ?")
                .param(end.id().value())
                .query(Integer.class)
                .single();
        return steps.get(Math.min(step, steps.size() - 1));
    }
}
