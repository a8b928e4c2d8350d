package dev.slipway.quota;

import java.util.OptionalLong;

/**
 * One dimension on one level.
 *
 * @param words the level as within a sentence, such as {@code project web}; a member by name
 * @param limit absent = unlimited, 0 = none; may be below {@code used}
 */
public record QuotaLine(
        Level level, String levelName, String words, Dimension dimension, long used, OptionalLong limit) {
    /** What may still be used here; never negative; empty = unlimited. */
    public OptionalLong room() {
        return limit.isPresent() ? OptionalLong.of(Math.max(0, limit.getAsLong() - used)) : OptionalLong.empty();
    }
}
