package dev.slipway.quota;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;

/** So much of each dimension; never negative. Memory and disk in MiB. */
public record Amounts(long vms, long vcpus, long memoryMib, long diskMib, long runningVcpus, long runningMemoryMib) {
    public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0, 0);

    public Amounts {
        if (vms < 0 || vcpus < 0 || memoryMib < 0 || diskMib < 0 || runningVcpus < 0 || runningMemoryMib < 0) {
            throw new InvalidRequest("negative-amount", "An amount cannot be negative.");
        }
    }

    /** What one VM of this size holds whether on or off. */
    public static Amounts allocated(Resources size) {
        return new Amounts(1, size.vcpus(), size.memoryMib(), size.diskMib(), 0, 0);
    }

    /** What one VM of this size holds on top while on. */
    public static Amounts running(Resources size) {
        return new Amounts(0, 0, 0, 0, size.vcpus(), size.memoryMib());
    }

    public Amounts plus(Amounts o) {
        return new Amounts(
                vms + o.vms,
                vcpus + o.vcpus,
                memoryMib + o.memoryMib,
                diskMib + o.diskMib,
                runningVcpus + o.runningVcpus,
                runningMemoryMib + o.runningMemoryMib);
    }

    public Amounts times(int n) {
        return new Amounts(n * vms, n * vcpus, n * memoryMib, n * diskMib, n * runningVcpus, n * runningMemoryMib);
    }

    /** By how much this is more than the other, in each dimension; where it is not, nothing. */
    public Amounts beyond(Amounts o) {
        return new Amounts(
                Math.max(0, vms - o.vms),
                Math.max(0, vcpus - o.vcpus),
                Math.max(0, memoryMib - o.memoryMib),
                Math.max(0, diskMib - o.diskMib),
                Math.max(0, runningVcpus - o.runningVcpus),
                Math.max(0, runningMemoryMib - o.runningMemoryMib));
    }

    public long of(Dimension dimension) {
        return switch (dimension) {
            case VMS -> vms;
            case VCPUS -> vcpus;
            case MEMORY_MIB -> memoryMib;
            case DISK_MIB -> diskMib;
            case RUNNING_VCPUS -> runningVcpus;
            case RUNNING_MEMORY_MIB -> runningMemoryMib;
        };
    }
}
