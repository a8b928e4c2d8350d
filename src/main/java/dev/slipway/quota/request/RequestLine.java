package dev.slipway.quota.request;

import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One part of a request.
 *
 * @param granted empty until it is decided; 0 = nothing of this part
 * @param decidedBy who approved this part, or empty
 * @param decidable whether who looks may decide it now
 */
public record RequestLine(
        Wanted wanted,
        long asked,
        OptionalLong granted,
        Optional<Instant> grantedUntil,
        Optional<String> decidedBy,
        boolean decidable) {
    public Level level() {
        return wanted.level();
    }

    public Dimension dimension() {
        return wanted.dimension();
    }

    /** What is granted, or else asked for. */
    public long amount() {
        return granted.orElse(asked);
    }
}
