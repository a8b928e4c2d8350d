package dev.slipway.quota;

import java.util.Map;
import java.util.OptionalLong;

/** How much a node uses and may use. @param limits an absent value = unlimited */
record Standing(Amounts used, Map<Dimension, OptionalLong> limits) {
    Standing {
        limits = Map.copyOf(limits);
    }

    OptionalLong limit(Dimension dimension) {
        return limits.getOrDefault(dimension, OptionalLong.empty());
    }

    /** By how much this would pass the limit; zero or less if it fits, and if nothing of the dimension is asked for. */
    long missing(Dimension dimension, long amount) {
        OptionalLong limit = limit(dimension);
        return amount == 0 || limit.isEmpty() ? 0 : used.of(dimension) + amount - limit.getAsLong();
    }
}
