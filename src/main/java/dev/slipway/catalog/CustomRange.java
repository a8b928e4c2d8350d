package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;
import java.util.Optional;

/** From what to what a VM may have that is launched without a size. */
public record CustomRange(Resources least, Resources most) {
    /** What stands where a size's name does. */
    public static final String NAME = "custom";

    private static final long MIB_PER_GIB = 1024;

    /** @throws InvalidRequest naming what is impossible, such as {@code maxVcpus} */
    public CustomRange {
        SizeLimits.checked(least, "minVcpus", "minMemoryMib", "minDiskMib");
        SizeLimits.checked(most, "maxVcpus", "maxMemoryMib", "maxDiskMib");
        requireOrder(least.vcpus(), most.vcpus(), "maxVcpus", "vCPUs");
        requireOrder(least.memoryMib(), most.memoryMib(), "maxMemoryMib", "memory");
        requireOrder(least.diskMib(), most.diskMib(), "maxDiskMib", "disk");
    }

    /** @throws InvalidRequest naming the field, such as {@code custom.vcpus}, and the range */
    public Resources require(Resources wanted) {
        whyNot(wanted).ifPresent(refusal -> {
            throw refusal;
        });
        return wanted;
    }

    /** As {@link #require} refuses it, or empty if it will do: for forms. */
    public Optional<InvalidRequest> whyNot(Resources wanted) {
        return outside(wanted.vcpus(), least.vcpus(), most.vcpus(), "vcpus", vcpus())
                .or(() -> outside(wanted.memoryMib(), least.memoryMib(), most.memoryMib(), "memoryMib", memory()))
                .or(() -> outside(wanted.diskMib(), least.diskMib(), most.diskMib(), "diskMib", disk()));
    }

    /** Such as {@code 1 to 8 vCPUs}. */
    public String vcpus() {
        return least.vcpus() + " to " + most.vcpus() + " vCPUs";
    }

    /** Such as {@code 256 MiB to 16 GiB of memory}. */
    public String memory() {
        return amount(least.memoryMib()) + " to " + amount(most.memoryMib()) + " of memory";
    }

    /** Such as {@code 1 GiB to 200 GiB of disk}. */
    public String disk() {
        return amount(least.diskMib()) + " to " + amount(most.diskMib()) + " of disk";
    }

    private static Optional<InvalidRequest> outside(long wanted, long least, long most, String field, String range) {
        return wanted >= least && wanted <= most
                ? Optional.empty()
                : Optional.of(new InvalidRequest(
                        "custom-size-range",
                        "custom." + field,
                        "A custom size has " + range + ". Choose an amount within that, or one of the sizes."));
    }

    private static void requireOrder(long least, long most, String field, String what) {
        if (least > most) {
            throw new InvalidRequest(
                    "custom-size-order",
                    field,
                    "The most " + what + " of a custom size is less than the least. Give a range from less to more.");
        }
    }

    private static String amount(long mib) {
        return mib % MIB_PER_GIB == 0 ? mib / MIB_PER_GIB + " GiB" : mib + " MiB";
    }
}
