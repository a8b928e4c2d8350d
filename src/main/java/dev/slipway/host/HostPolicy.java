package dev.slipway.host;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;

/**
 * What an administrator says of how a host may be used. What is left out is as the settings say for all hosts.
 *
 * @param vcpuRatio vCPUs that may be promised for each logical processor
 * @param memoryRatio memory that may be promised for each MiB there is, what is kept back apart
 * @param memoryReserveMib what the host keeps for itself
 */
public record HostPolicy(
        Optional<Double> vcpuRatio, Optional<Double> memoryRatio, Optional<Long> memoryReserveMib, HostTags tags) {
    public static final HostPolicy AS_SET =
            new HostPolicy(Optional.empty(), Optional.empty(), Optional.empty(), HostTags.NONE);

    private static final double MOST_VCPUS = 100;
    private static final double MOST_MEMORY = 10;
    private static final double LEAST = 0.1;
    private static final long MOST_RESERVE_MIB = 64L * 1024 * 1024;

    /** @throws InvalidRequest naming the field that makes no sense */
    public HostPolicy {
        vcpuRatio.filter(r -> !(r >= LEAST && r <= MOST_VCPUS)).ifPresent(r -> {
            throw new InvalidRequest(
                    "vcpu-ratio", "vcpuRatio", "For each processor, 0.1 to 100 vCPUs may be promised.");
        });
        memoryRatio.filter(r -> !(r >= LEAST && r <= MOST_MEMORY)).ifPresent(r -> {
            throw new InvalidRequest(
                    "memory-ratio", "memoryRatio", "For each GiB of memory, 0.1 to 10 GiB may be promised.");
        });
        memoryReserveMib.filter(mib -> mib < 0 || mib > MOST_RESERVE_MIB).ifPresent(mib -> {
            throw new InvalidRequest(
                    "memory-reserve", "memoryReserveMib", "A host keeps 0 MiB to 64 TiB of memory for itself.");
        });
    }

    /** For the record. */
    String words() {
        return "vCPU ratio " + words(vcpuRatio) + ", memory ratio " + words(memoryRatio) + ", reserved memory "
                + memoryReserveMib.map(mib -> mib + " MiB").orElse("as set for all")
                + (tags.isEmpty() ? ", no tags" : ", " + tags.sentence());
    }

    private static String words(Optional<Double> ratio) {
        return ratio.map(Object::toString).orElse("as set for all");
    }
}
