package dev.slipway.vm.disc;

import dev.slipway.kernel.ImageVersionId;
import java.util.Optional;

/**
 * A CD-ROM drive of a VM.
 *
 * @param number 1 or 2; it starts from the first before the second, and from its disk before both
 * @param disc what is in it; empty if nothing is
 * @param outAtReboot whether it is taken out by itself, once the guest has restarted or shut itself down
 * @param onHost what its host has instead, by no doing of Slipway's; of an adopted VM, whatever it has
 */
public record Drive(int number, Optional<Disc> disc, boolean outAtReboot, Optional<OnHost> onHost) {
    public static final int HOW_MANY = 2;

    static Drive empty(int number) {
        return new Drive(number, Optional.empty(), false, Optional.empty());
    }

    Drive with(OnHost other) {
        return new Drive(number, disc, outAtReboot, Optional.of(other));
    }

    /**
     * @param target what it is called there, such as {@code sda}
     * @param file the name of what is in it; empty if nothing is
     * @param opened whether its guest has opened it: what is in it is back when the guest restarts
     */
    public record OnHost(String target, String file, boolean opened) {}

    /** An ISO in a drive, under the name that it had when it was put in. */
    public record Disc(ImageVersionId version, String name, String label) {}
}
