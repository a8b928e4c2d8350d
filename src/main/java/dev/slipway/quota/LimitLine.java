package dev.slipway.quota;

import java.util.OptionalLong;

/**
 * One dimension of one level, as those see it who set its limits.
 *
 * @param limit as it counts now: what was set and what is granted for a time; empty = unlimited
 * @param granted how much of the limit ends by itself
 */
public record LimitLine(Dimension dimension, long used, OptionalLong limit, long granted) {
    /** What was set, without grants. */
    public OptionalLong set() {
        return limit.isPresent() ? OptionalLong.of(Math.max(0, limit.getAsLong() - granted)) : limit;
    }

    /** By how much usage is above the limit; 0 if it is not. */
    public long over() {
        return limit.isPresent() ? Math.max(0, used - limit.getAsLong()) : 0;
    }

    /** Such as {@code 12 of 8, over by 4: nothing is stopped, nothing new can start}. */
    public String words() {
        if (limit.isEmpty()) {
            return dimension.bare(used) + ", no limit";
        }
        String of = dimension.bare(used) + " of " + dimension.bare(limit.getAsLong());
        return over() == 0
                ? of
                : of + ", over by " + dimension.bare(over()) + ": nothing is stopped, nothing new can start";
    }
}
