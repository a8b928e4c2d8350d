package dev.slipway.operation;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation as people see it.
 *
 * @param percent of the whole, 0 to 100
 * @param message what it does or waits for right now, or how it ended
 * @param problemCode and {@code problem}: why it failed, if it did
 */
public record OperationView(
        OperationId id,
        String kind,
        String title,
        OperationState state,
        String targetType,
        UUID target,
        String targetName,
        Optional<ProjectId> project,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> endedAt,
        int percent,
        String message,
        Optional<String> problemCode,
        Optional<String> problem,
        List<StepView> steps) {
    public OperationView {
        steps = List.copyOf(steps);
    }

    /** One step and how far it is. */
    public record StepView(String name, String title, StepState state) {}

    public enum StepState {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        UNDOING,
        UNDONE
    }
}
