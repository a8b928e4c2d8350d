package dev.slipway.quota;

/** What is counted. The first four are held from launch to purge, the running ones while a VM is on. */
public enum Dimension {
    VMS("VMs", ""),
    VCPUS("vCPUs", ""),
    MEMORY_MIB("memory", "MiB"),
    DISK_MIB("disk", "MiB"),
    RUNNING_VCPUS("running vCPUs", ""),
    RUNNING_MEMORY_MIB("running memory", "MiB");

    private final String words;
    private final String unit;

    Dimension(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    public String words() {
        return words;
    }

    /** {@code MiB}, or empty for a count. */
    public String unit() {
        return unit;
    }
}
