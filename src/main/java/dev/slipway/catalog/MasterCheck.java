package dev.slipway.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** What every file has to be before it may become a master. */
public final class MasterCheck {
    private MasterCheck() {}

    /**
     * @return the disk that a guest sees, in bytes
     * @throws dev.slipway.kernel.InvalidRequest saying what is wrong with the file
     */
    public static long qcow2(Path image) throws IOException {
        return Qcow2Check.virtualBytes(image);
    }

    /** @param virtualBytes the disk that a guest sees; @param standsOnAnother whether it names a file that holds the rest of it */
    public record Overlay(long virtualBytes, boolean standsOnAnother) {}

    /**
     * Of a VM's disk, which may stand on a master, and on nothing else.
     *
     * @throws dev.slipway.kernel.InvalidRequest saying what is wrong with the file
     */
    public static Overlay overlay(Path disk) throws IOException {
        return Qcow2Check.overlay(disk);
    }
}
