package dev.slipway.hypervisor;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a host and its guests have used so far. What adds up begins again at nothing when the host or the guest is started.
 *
 * @param cpu time that all processors together were busy
 * @param memoryMib in use now, without buffers and caches
 * @param guests those that run
 */
public record HostUsage(Duration cpu, long memoryMib, List<GuestUsage> guests) {
    public HostUsage {
        guests = List.copyOf(guests);
    }

    /**
     * @param cpu time of all its vCPUs, and of its hypervisor's work for it
     * @param memoryMib that it occupies on the host now
     * @param readBytes by all its disks
     * @param receivedBytes by all its network cards
     */
    public record GuestUsage(
            UUID domain,
            Duration cpu,
            long memoryMib,
            long readBytes,
            long writtenBytes,
            long receivedBytes,
            long sentBytes) {}
}
