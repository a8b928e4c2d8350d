package dev.slipway.quota;

import dev.slipway.kernel.InvalidRequest;
import java.util.OptionalLong;

/** Which numbers a limit can be: none of a thing (0) up to a million million; absent = unlimited. */
final class LimitRules {
    private static final long HIGHEST = 1_000_000_000_000L;

    private LimitRules() {}

    static OptionalLong valid(Dimension dimension, OptionalLong limit) {
        if (limit.isPresent() && (limit.getAsLong() < 0 || limit.getAsLong() > HIGHEST)) {
            throw new InvalidRequest(
                    "invalid-limit",
                    "limits",
                    "A limit of " + dimension.words()
                            + " is between 0 and 1,000,000,000,000. Leave it out for no limit.");
        }
        return limit;
    }
}
