package dev.slipway.quota;

import java.math.BigDecimal;

/** What is counted. The first four are held from launch to purge, the running ones while a VM is on. */
public enum Dimension {
    VMS("VMs", ""),
    VCPUS("vCPUs", ""),
    MEMORY_MIB("memory", "MiB"),
    DISK_MIB("disk", "MiB"),
    RUNNING_VCPUS("running vCPUs", ""),
    RUNNING_MEMORY_MIB("running memory", "MiB");

    private static final int MIB_PER_GIB = 1024;
    private static final int QUARTER_GIB = 256;

    private final String words;
    private final String unit;

    Dimension(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    public String words() {
        return words;
    }

    /** As requests spell it, such as {@code memoryMib}. */
    public String field() {
        return switch (this) {
            case VMS -> "vms";
            case VCPUS -> "vcpus";
            case MEMORY_MIB -> "memoryMib";
            case DISK_MIB -> "diskMib";
            case RUNNING_VCPUS -> "runningVcpus";
            case RUNNING_MEMORY_MIB -> "runningMemoryMib";
        };
    }

    /** {@code MiB}, or empty for a count. */
    public String unit() {
        return unit;
    }

    /** An amount as people read it, such as {@code 1 vCPU}, {@code 32 GiB of memory}, {@code 1.5 GiB of disk}. */
    public String show(long amount) {
        if (!unit.isEmpty()) {
            return bare(amount) + " of " + words;
        }
        return amount + " " + (amount == 1 ? words.substring(0, words.length() - 1) : words);
    }

    /** Without the noun, such as {@code 16} or {@code 32 GiB}. Exact, so that sums in one sentence add up. */
    public String bare(long amount) {
        if (unit.isEmpty()) {
            return Long.toString(amount);
        }
        if (amount < MIB_PER_GIB || amount % QUARTER_GIB != 0) {
            return amount + " MiB";
        }
        return BigDecimal.valueOf(amount)
                        .divide(BigDecimal.valueOf(MIB_PER_GIB))
                        .stripTrailingZeros()
                        .toPlainString()
                + " GiB";
    }

    boolean isOne(long amount) {
        return bare(amount).split(" ", 2)[0].equals("1");
    }
}
