package dev.slipway.vm;

import dev.slipway.kernel.ImageVersionId;
import java.util.Optional;

/**
 * A CD-ROM drive of a VM.
 *
 * @param number 1 or 2; it starts from the first before the second, and from its disk before both
 * @param disc what is in it; empty if nothing is
 */
public record Drive(int number, Optional<Disc> disc) {
    public static final int HOW_MANY = 2;

    /** An ISO in a drive, under the name that it had when it was put in. */
    public record Disc(ImageVersionId version, String name, String label) {}
}
