package dev.slipway.operation;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** How long to pause between tries: doubled each time up to a cap, and never the same for many at once. */
@Component
class Retries {
    static final Duration LONGEST = Duration.ofSeconds(15);
    static final Duration LONGEST_OF_UNDO = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;

    Retries(OperationSettings settings) {
        this.first = settings.firstRetry();
    }

    /** @param failures in a row, 1 for the first; the pause is between three quarters and the whole of the doubled one */
    Duration pause(int failures, Duration longest) {
        long doubled = first.toMillis() << Math.clamp(failures - 1, 0, MOST_DOUBLINGS);
        long whole = Math.max(1, Math.min(doubled, longest.toMillis()));
        return Duration.ofMillis(whole - ThreadLocalRandom.current().nextLong(whole / 4 + 1));
    }
}
