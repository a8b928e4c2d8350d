package dev.slipway.kernel;

/**
 * What a VM takes: virtual processors, memory in MiB, disk in MiB. Never negative; all zero is nothing.
 */
public record Resources(int vcpus, long memoryMib, long diskMib) {
    public static final Resources NONE = new Resources(0, 0, 0);

    public Resources {
        if (vcpus < 0 || memoryMib < 0 || diskMib < 0) {
            throw new InvalidRequest("negative-resources", "vCPUs, memory and disk cannot be negative.");
        }
    }
}
