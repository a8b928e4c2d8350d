package dev.slipway.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when until when something is asked for. */
record Span(Instant from, Instant until) {
    /** Until now unless told otherwise, and so long before that. */
    static Span of(@Nullable Instant from, @Nullable Instant until, Duration unlessTold, Clock clock) {
        Instant end = until == null ? clock.instant() : until;
        return new Span(from == null ? end.minus(unlessTold) : from, end);
    }
}
