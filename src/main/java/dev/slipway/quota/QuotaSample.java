package dev.slipway.quota;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** How a level stood from this moment on, until the next sample. @param limits an absent value = unlimited */
public record QuotaSample(Instant at, Amounts used, Map<Dimension, OptionalLong> limits) {
    public QuotaSample {
        limits = Map.copyOf(limits);
    }

    public OptionalLong limit(Dimension dimension) {
        return limits.getOrDefault(dimension, OptionalLong.empty());
    }
}
