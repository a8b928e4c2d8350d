package dev.slipway.catalog;

/** The least that a VM has to have. @param diskMib beyond what the image itself takes; 0 = nothing more than that */
public record ImageNeeds(int vcpus, long memoryMib, long diskMib) {
    private static final int MOST_VCPUS = 1024;
    private static final long MOST_MEMORY_MIB = 1024L * 1024;
    private static final long MOST_DISK_MIB = 1024L * 1024 * 1024;

    public ImageNeeds {
        Words.require(
                vcpus >= 1 && vcpus <= MOST_VCPUS, "minVcpus", "The least number of vCPUs is between 1 and 1024.");
        Words.require(
                memoryMib >= 0 && memoryMib <= MOST_MEMORY_MIB,
                "minMemoryMib",
                "The least memory is between 0 and 1 TiB.");
        Words.require(diskMib >= 0 && diskMib <= MOST_DISK_MIB, "minDiskMib", "The least disk is between 0 and 1 PiB.");
    }

    public static ImageNeeds memory(long memoryMib) {
        return new ImageNeeds(1, memoryMib, 0);
    }
}
