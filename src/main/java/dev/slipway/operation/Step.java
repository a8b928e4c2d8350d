package dev.slipway.operation;

import java.time.Duration;

/**
 * One thing to do. It may run twice, as may its undo: the node may die between any two lines.
 *
 * @param name stable, such as {@code create-disk}; stored, so never renamed while operations are under way
 * @param title for people, such as {@code Create the disk}
 * @param undo takes back what {@code act} may have done, also if it only half did it; {@link #nothing()} with a comment why
 * @param patience how long passing failures and {@code again} are endured before the step counts as failed;
 *     {@link #FOREVER} for what must not be given up, such as giving resources back
 */
public record Step(String name, String title, Body act, Body undo, Duration patience) {
    public static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Duration USUAL = Duration.ofMinutes(2);

    /** Called outside any transaction, on a platform thread. A thrown passing problem is retried with backoff. */
    @FunctionalInterface
    public interface Body {
        StepOutcome run(StepContext context);
    }

    /** For bodies that need no waiting. */
    @FunctionalInterface
    public interface PlainBody {
        void run(StepContext context);
    }

    public static Step step(String name, String title, PlainBody act, PlainBody undo) {
        return new Step(name, title, plain(act), plain(undo), USUAL);
    }

    public static Step step(String name, String title, Body act, Body undo, Duration patience) {
        return new Step(name, title, act, undo, patience);
    }

    public static Body plain(PlainBody body) {
        return context -> {
            body.run(context);
            return StepOutcome.done();
        };
    }

    /** An undo that has nothing to take back. */
    public static Body nothing() {
        return context -> StepOutcome.done();
    }

    public Step patient(Duration howLong) {
        return new Step(name, title, act, undo, howLong);
    }
}
