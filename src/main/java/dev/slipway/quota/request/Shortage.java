package dev.slipway.quota.request;

import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is missing for something, on all levels that would refuse it, in amounts that people would ask for. */
final class Shortage {
    private static final long MIB_PER_GIB = 1024;
    private static final long DISK_STEP = 10 * MIB_PER_GIB;

    private Shortage() {}

    static Map<Wanted, Long> of(List<QuotaLine> standing, Amounts cost) {
        Map<Wanted, Long> missing = new TreeMap<>();
        for (QuotaLine line : standing) {
            long amount = cost.of(line.dimension());
            long lack = line.limit().isPresent() && amount > 0
                    ? line.used() + amount - line.limit().getAsLong()
                    : 0;
            if (lack > 0) {
                missing.put(new Wanted(line.level(), line.dimension()), rounded(line.dimension(), lack));
            }
        }
        return missing;
    }

    /** Memory to whole GiB, disk to tens of them; counts as they are. */
    static long rounded(Dimension dimension, long amount) {
        return switch (dimension) {
            case VMS, VCPUS, RUNNING_VCPUS -> amount;
            case MEMORY_MIB, RUNNING_MEMORY_MIB -> Math.ceilDiv(amount, MIB_PER_GIB) * MIB_PER_GIB;
            case DISK_MIB -> Math.ceilDiv(amount, DISK_STEP) * DISK_STEP;
        };
    }
}
