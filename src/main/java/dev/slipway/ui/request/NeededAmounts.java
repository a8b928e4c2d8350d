package dev.slipway.ui.request;

import dev.slipway.kernel.NotFound;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Amounts as an address has them: {@code VCPUS:4,MEMORY_MIB:8192}. */
final class NeededAmounts {
    private NeededAmounts() {}

    /** @throws NotFound if an address is not one of ours */
    static Amounts parse(String text) {
        Map<Dimension, Long> of = new EnumMap<>(Dimension.class);
        try {
            Arrays.stream(text.split(","))
                    .map(part -> part.split(":", 2))
                    .forEach(
                            part -> of.put(Dimension.valueOf(part[0]), Long.parseLong(part.length > 1 ? part[1] : "")));
        } catch (IllegalArgumentException e) {
            throw NotFound.of("page");
        }
        return new Amounts(
                of.getOrDefault(Dimension.VMS, 0L),
                of.getOrDefault(Dimension.VCPUS, 0L),
                of.getOrDefault(Dimension.MEMORY_MIB, 0L),
                of.getOrDefault(Dimension.DISK_MIB, 0L),
                of.getOrDefault(Dimension.RUNNING_VCPUS, 0L),
                of.getOrDefault(Dimension.RUNNING_MEMORY_MIB, 0L));
    }
}
