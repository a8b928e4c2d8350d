package dev.slipway.quota.request;

import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaLine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is missing. People ask in amounts ("4 more vCPUs than I can use now"); levels follow from that: each on which
 * there would not be so much room has to be raised by what it lacks.
 */
final class Shortage {
    private static final long MIB_PER_GIB = 1024;
    private static final long DISK_STEP = 10 * MIB_PER_GIB;

    private Shortage() {}

    /** What is missing for something of that cost, in amounts that people would ask for. */
    static Map<Dimension, Long> more(List<QuotaLine> standing, Amounts cost) {
        Map<Dimension, Long> more = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            OptionalLong room = room(standing, d);
            if (room.isPresent() && cost.of(d) > room.getAsLong()) {
                more.put(d, rounded(d, cost.of(d) - room.getAsLong()));
            }
        }
        return more;
    }

    /** By how much each level must rise, so that there is so much more room than now. */
    static Map<Wanted, Long> parts(List<QuotaLine> standing, Map<Dimension, Long> more) {
        Map<Wanted, Long> parts = new TreeMap<>();
        more.forEach((d, amount) -> {
            RequestRules.requireAmount(d, amount, 1);
            long target = Math.addExact(room(standing, d).orElse(0), amount);
            for (QuotaLine line : standing) {
                long lack = line.dimension() == d && line.limit().isPresent()
                        ? target - (line.limit().getAsLong() - line.used())
                        : 0;
                if (lack > 0) {
                    parts.put(new Wanted(line.level(), d), lack);
                }
            }
            // Without any limit there is nothing to ask for; the one who decides that says so.
            if (parts.keySet().stream().noneMatch(w -> w.dimension() == d)) {
                parts.put(new Wanted(Level.MEMBER, d), amount);
            }
        });
        return parts;
    }

    /** On the level that leaves least; empty = unlimited on all. */
    private static OptionalLong room(List<QuotaLine> standing, Dimension dimension) {
        return standing.stream()
                .filter(l -> l.dimension() == dimension && l.limit().isPresent())
                .mapToLong(l -> l.room().getAsLong())
                .min();
    }

    /** Memory to whole GiB, disk to tens of them; counts as they are. */
    private static long rounded(Dimension dimension, long amount) {
        return switch (dimension) {
            case VMS, VCPUS, RUNNING_VCPUS -> amount;
            case MEMORY_MIB, RUNNING_MEMORY_MIB -> Math.ceilDiv(amount, MIB_PER_GIB) * MIB_PER_GIB;
            case DISK_MIB -> Math.ceilDiv(amount, DISK_STEP) * DISK_STEP;
        };
    }
}
