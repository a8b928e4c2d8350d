package dev.slipway.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * A VM that is on and that nobody seems to need: for a week or more it used less than {@link #CORE_PERCENT} percent of one
 * processor in every half hour, and hardly any network.
 *
 * @param since as far back as half hours are kept
 */
public record Idle(Instant since) {
    public static final int CORE_PERCENT = 2;
    static final Duration LEAST = Duration.ofDays(7);
    /** What stays of guests that do nothing: programs that look at the clock, and what others send to all. */
    static final int MOST_CPU_MILLI = CORE_PERCENT * 10;

    static final long MOST_NETWORK_BPS = 10 * 1024;

    /** Of the half hours of that week; the others may be missing because nobody watched. */
    static final double LEAST_WATCHED = 0.9;
}
