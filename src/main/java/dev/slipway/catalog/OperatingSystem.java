package dev.slipway.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A system that may be in an image, as far as it is known: proposals for what is said of an image, and nothing more.
 *
 * @param shortId such as {@code debian13}
 * @param endOfLife from that day on its maker does not mend it any more
 */
public record OperatingSystem(
        String shortId,
        String name,
        Optional<LocalDate> endOfLife,
        Optional<Amounts> minimum,
        Optional<Amounts> recommended) {
    /** What it is said to need; 0 = nothing is said of that. */
    public record Amounts(int vcpus, long memoryMib, long diskMib) {}
}
