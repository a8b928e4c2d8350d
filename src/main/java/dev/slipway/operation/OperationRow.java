package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.OperationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation as stored: what was asked for, which never changes, and how far it is. */
record OperationRow(
        OperationId id,
        String kind,
        String targetType,
        UUID target,
        String targetName,
        Scope scope,
        Map<String, String> arguments,
        Actor requestedBy,
        Instant requestedAt,
        Standing standing,
        @Nullable String cancelledBy,
        long epoch,
        @Nullable Instant endedAt) {

    /**
     * How far an operation is.
     *
     * @param step under way; the number of steps while the end is recorded, -1 when all is undone
     * @param stepName what {@code step} is called, so that a release with other steps still finds it
     * @param since when this step was first tried
     * @param attempt how often this step was begun
     * @param failures in a row, for the pause between them
     * @param surprises failures in a row that nobody expected
     */
    record Standing(
            OperationState state,
            int step,
            String stepName,
            Instant since,
            int attempt,
            int failures,
            int surprises,
            int percent,
            String message,
            @Nullable Failure failure) {

        static Standing queued(String firstStep, Instant now) {
            return new Standing(OperationState.QUEUED, 0, firstStep, now, 0, 0, 0, 0, "Waiting for its turn", null);
        }

        /** The same step once more, by whoever takes the operation on. */
        Standing takenOn(int at, String firstMessage, Instant now) {
            boolean first = state == OperationState.QUEUED;
            return new Standing(
                    first ? OperationState.RUNNING : state,
                    at,
                    stepName,
                    first ? now : since,
                    attempt + 1,
                    failures,
                    surprises,
                    percent,
                    first ? firstMessage : message,
                    failure);
        }

        /** From the first step, as if nothing had been done: nothing is left of it. */
        Standing anew(String firstStep, String message, Instant now) {
            return becoming(OperationState.RUNNING, message, null).at(0, firstStep, message, now);
        }

        Standing at(int other, String name, String message, Instant now) {
            return new Standing(state, other, name, now, 1, 0, 0, 0, message, failure);
        }

        Standing showing(int percent, String message) {
            return new Standing(state, step, stepName, since, attempt, failures, surprises, percent, message, failure);
        }

        Standing waiting(String message) {
            return new Standing(state, step, stepName, since, attempt, 0, 0, percent, message, failure);
        }

        Standing failing(boolean surprise, String message) {
            return new Standing(
                    state,
                    step,
                    stepName,
                    since,
                    attempt,
                    failures + 1,
                    surprise ? surprises + 1 : 0,
                    percent,
                    message,
                    failure);
        }

        Standing becoming(OperationState next, String message, @Nullable Failure why) {
            if (!state.canBecome(next)) {
                throw new IllegalStateException(state + " cannot become " + next);
            }
            return new Standing(next, step, stepName, since, attempt, failures, surprises, percent, message, why);
        }

        Standing failed(Failure why) {
            return new Standing(
                    state, step, stepName, since, attempt, failures, surprises, percent, why.sentence(), why);
        }
    }

    /** Why and where an operation turned round. */
    record Failure(int step, String code, String sentence) {
        static final String CANCELLED = "cancelled";

        boolean isCancellation() {
            return code.equals(CANCELLED);
        }
    }
}
