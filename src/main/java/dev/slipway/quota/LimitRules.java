package dev.slipway.quota;

import dev.slipway.kernel.InvalidRequest;
import java.util.OptionalLong;

/** Which numbers a limit can be: none of a thing (0) up to a million million; absent = unlimited. */
final class LimitRules {
    private static final long HIGHEST = 1_000_000_000_000L;

    private LimitRules() {}

    static OptionalLong valid(Dimension dimension, OptionalLong limit) {
        return valid(dimension, limit, dimension.field());
    }

    /** @param field as the request spells it */
    static OptionalLong valid(Dimension dimension, OptionalLong limit, String field) {
        if (limit.isPresent() && (limit.getAsLong() < 0 || limit.getAsLong() > HIGHEST)) {
            throw new InvalidRequest(
                    "invalid-limit",
                    field,
                    "A limit of " + dimension.words()
                            + " is between 0 and 1,000,000,000,000. Leave it out for no limit.");
        }
        return limit;
    }

    /** By how much a limit may be raised at once. @param field as the request spells it */
    static void requireAmount(Dimension dimension, long amount, String field) {
        if (amount < 1 || amount > HIGHEST) {
            throw new InvalidRequest(
                    "invalid-amount",
                    field,
                    "Ask for 1 to 1,000,000,000,000 more " + dimension.words() + unit(dimension) + ".");
        }
    }

    /** A limit and what is granted on top; unlimited stays unlimited. */
    static OptionalLong plus(Dimension dimension, OptionalLong limit, long granted) {
        if (limit.isEmpty()) {
            return limit;
        }
        if (granted > HIGHEST - limit.getAsLong()) {
            throw new InvalidRequest(
                    "invalid-limit",
                    "limits",
                    "With what is granted on top, the limit of " + dimension.words()
                            + " would be above 1,000,000,000,000. Choose less.");
        }
        return OptionalLong.of(limit.getAsLong() + granted);
    }

    private static String unit(Dimension dimension) {
        return dimension.unit().isEmpty() ? "" : " (" + dimension.unit() + ")";
    }
}
