package dev.slipway.vm.adopt;

import dev.slipway.kernel.DomainId;
import dev.slipway.vm.VmStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A domain on a host that is no VM of Slipway, as it was last seen.
 *
 * @param status as that of a VM would be
 * @param since when it was seen so first
 * @param obstacles what keeps it from being adopted, whoever gets it; empty if nothing does
 */
public record UnknownDomain(
        DomainId id,
        String name,
        VmStatus status,
        Instant since,
        int vcpus,
        long memoryMib,
        List<Disk> disks,
        List<Nic> nics,
        boolean ignored,
        List<String> obstacles) {
    public UnknownDomain {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        obstacles = List.copyOf(obstacles);
    }

    /** @param pool empty if it is in none that is started */
    public record Disk(String target, String path, Optional<String> pool, long capacityMib) {}

    /** @param source the bridge or libvirt network; @param network the network of Slipway that is made of it */
    public record Nic(String mac, String source, Optional<String> network) {}

    public long diskMib() {
        return disks.stream().mapToLong(Disk::capacityMib).sum();
    }
}
