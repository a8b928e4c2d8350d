package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;

/** What can be a VM at all, whoever says its size. */
final class SizeLimits {
    private static final int MOST_VCPUS = 1024;
    private static final long MOST_MEMORY_MIB = 64L * 1024 * 1024;
    private static final long MOST_DISK_MIB = 1024L * 1024 * 1024;
    private static final long LEAST_MEMORY_MIB = 64;

    private SizeLimits() {}

    /** Refuses by the fields {@code vcpus}, {@code memoryMib} and {@code diskMib}. */
    static Resources checked(Resources r) {
        return checked(r, "vcpus", "memoryMib", "diskMib");
    }

    static Resources checked(Resources r, String vcpus, String memory, String disk) {
        if (r.vcpus() < 1 || r.vcpus() > MOST_VCPUS) {
            throw new InvalidRequest("size-vcpus", vcpus, "A size has 1 to " + MOST_VCPUS + " vCPUs.");
        }
        if (r.memoryMib() < LEAST_MEMORY_MIB || r.memoryMib() > MOST_MEMORY_MIB) {
            throw new InvalidRequest("size-memory", memory, "A size has 64 MiB to 64 TiB of memory.");
        }
        if (r.diskMib() < 1 || r.diskMib() > MOST_DISK_MIB) {
            throw new InvalidRequest("size-disk", disk, "A size has 1 MiB to 1 PiB of disk.");
        }
        return r;
    }
}
