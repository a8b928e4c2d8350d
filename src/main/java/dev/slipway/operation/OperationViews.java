package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Failure;
import dev.slipway.operation.OperationRow.Standing;
import dev.slipway.operation.OperationView.StepState;
import dev.slipway.operation.OperationView.StepView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Makes of a row what people see. */
@Component
class OperationViews {
    private static final int ALL = 100;

    private final Workflows workflows;

    OperationViews(Workflows workflows) {
        this.workflows = workflows;
    }

    OperationView of(OperationRow row) {
        Optional<Workflow> workflow = workflows.find(row.kind());
        List<Step> steps = workflow.map(Workflow::steps).orElse(List.of());
        Standing standing = row.standing();
        Optional<Failure> failure = Optional.ofNullable(standing.failure());
        return new OperationView(
                row.id(),
                row.kind(),
                workflow.map(Workflow::title).orElse(row.kind()),
                standing.state(),
                row.targetType(),
                row.target(),
                row.targetName(),
                Optional.ofNullable(row.scope().project()),
                row.requestedBy().name(),
                row.requestedAt(),
                Optional.ofNullable(row.endedAt()),
                percent(standing, steps.size()),
                standing.message(),
                failure.map(Failure::code),
                failure.map(Failure::sentence),
                IntStream.range(0, steps.size())
                        .mapToObj(i ->
                                new StepView(steps.get(i).name(), steps.get(i).title(), state(i, standing)))
                        .toList());
    }

    private static int percent(Standing s, int steps) {
        return switch (s.state()) {
            case QUEUED, UNDONE -> 0;
            case DONE -> ALL;
            case RUNNING, FAILED -> steps == 0 ? 0 : Math.min(ALL, (s.step() * ALL + s.percent()) / steps);
            case UNDOING -> steps == 0 ? 0 : (s.step() + 1) * ALL / steps;
        };
    }

    private static StepState state(int i, Standing s) {
        return switch (s.state()) {
            case QUEUED -> StepState.WAITING;
            case RUNNING -> i < s.step() ? StepState.DONE : i == s.step() ? StepState.RUNNING : StepState.WAITING;
            case DONE -> StepState.DONE;
            case FAILED -> i < s.step() ? StepState.DONE : i == s.step() ? StepState.FAILED : StepState.WAITING;
            case UNDOING, UNDONE -> turnedRound(i, s);
        };
    }

    /** The step that failed goes on saying so; those before it tell how far the way back is. */
    private static StepState turnedRound(int i, Standing s) {
        Failure why = Sentences.require(s.failure());
        if (i > why.step()) {
            return StepState.WAITING;
        }
        if (s.state() == OperationState.UNDOING && i <= s.step()) {
            return i == s.step() ? StepState.UNDOING : StepState.DONE;
        }
        return i == why.step() && !why.isCancellation() ? StepState.FAILED : StepState.UNDONE;
    }
}
