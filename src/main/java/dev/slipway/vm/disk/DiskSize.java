package dev.slipway.vm.disk;

import dev.slipway.kernel.InvalidRequest;

/** How large a disk is to be. */
public record DiskSize(long mib) {
    private static final long MIB_PER_GIB = 1024;
    private static final long LEAST = MIB_PER_GIB;
    private static final long MOST = 64 * 1024 * MIB_PER_GIB;

    /** @throws InvalidRequest {@code disk-size} */
    public DiskSize {
        if (mib < LEAST || mib > MOST) {
            throw new InvalidRequest(
                    "disk-size",
                    "sizeMib",
                    "A disk has 1 to " + MOST / MIB_PER_GIB + " GiB. Choose a size between these.");
        }
    }

    /** @throws InvalidRequest {@code disk-smaller} unless it is */
    public void requireMoreThan(long now) {
        if (mib <= now) {
            throw new InvalidRequest(
                    "disk-smaller",
                    "sizeMib",
                    "It has " + words(now)
                            + ", and can only become larger: what is at its end would be lost. Choose more than that.");
        }
    }

    /** For sentences. */
    public String words() {
        return words(mib);
    }

    public static String words(long mib) {
        return mib % MIB_PER_GIB == 0 ? mib / MIB_PER_GIB + " GiB" : mib + " MiB";
    }
}
