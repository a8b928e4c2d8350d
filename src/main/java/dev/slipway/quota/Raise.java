package dev.slipway.quota;

import java.time.Instant;
import java.util.Optional;

/** So much more on one level. @param endsAt empty = for good */
public record Raise(Level level, Dimension dimension, long amount, Optional<Instant> endsAt) {}
