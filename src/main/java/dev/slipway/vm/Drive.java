package dev.slipway.vm;

import dev.slipway.kernel.ImageVersionId;
import java.util.Optional;

/**
 * A CD-ROM drive of a VM.
 *
 * @param number 1 or 2; it starts from the first before the second, and from its disk before both
 * @param disc what is in it; empty if nothing is
 * @param outAtReboot whether it is taken out by itself, once the guest has restarted or shut itself down
 */
public record Drive(int number, Optional<Disc> disc, boolean outAtReboot) {
    public static final int HOW_MANY = 2;

    static Drive empty(int number) {
        return new Drive(number, Optional.empty(), false);
    }

    /** An ISO in a drive, under the name that it had when it was put in. */
    public record Disc(ImageVersionId version, String name, String label) {}
}
