package dev.slipway.operation;

import dev.slipway.operation.OperationRow.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What people read of an operation. */
final class Sentences {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Sentences() {}

    /** Such as "This VM is busy: starting since 10:02 UTC. Wait until that has ended." */
    static String busy(OperationRow holder, @Nullable Workflow workflow, Instant now) {
        Instant since = holder.requestedAt();
        String when = (Duration.between(since, now).compareTo(A_DAY) < 0 ? TIME : DAY).format(since);
        String doing = workflow == null ? "working" : workflow.doing();
        boolean cancellable = workflow != null
                && workflow.isCancellable()
                && holder.standing().state() != OperationState.UNDOING;
        return "This " + noun(holder.targetType()) + " is busy: " + doing + " since " + when
                + ". Wait until that has ended" + (cancellable ? ", or cancel it." : ".");
    }

    static String noun(String targetType) {
        return "vm".equals(targetType) ? "VM" : targetType.replace('-', ' ');
    }

    static String doing(Step step, OperationState state) {
        return state == OperationState.UNDOING ? "Taking back: " + step.title() : step.title();
    }

    static String triedAgain(String sentence) {
        return sentence + " Trying again.";
    }

    static String undoingAgain(String sentence, int failures) {
        return "Cleaning up waits: " + sentence + " Tried " + (failures == 1 ? "once" : failures + " times")
                + "; it goes on by itself.";
    }

    static String tookTooLong(Step step, String waitingFor) {
        return step.title() + " was not finished within " + words(step.patience()) + ": " + waitingFor
                + ". Try again, or ask an administrator.";
    }

    static String unexpected(OperationRow row) {
        return "Something went wrong inside Slipway. Tell an administrator this number: " + row.id() + ".";
    }

    static Failure require(@Nullable Failure failure) {
        if (failure == null) {
            throw new IllegalStateException("an operation that is undone must have failed");
        }
        return failure;
    }

    private static String words(Duration patience) {
        long seconds = patience.toSeconds();
        return seconds % 60 == 0 && seconds >= 120 ? seconds / 60 + " minutes" : seconds + " seconds";
    }
}
