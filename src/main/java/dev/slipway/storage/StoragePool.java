package dev.slipway.storage;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A storage pool of a host as it was last seen.
 *
 * @param type as libvirt calls it, such as {@code dir}
 * @param path empty if it has none
 * @param forVms whether disks of new VMs are put there
 * @param since when it was seen otherwise last
 * @param low one sentence if there is too little room in it
 * @param sharedWith other hosts that have the same storage as a pool; its room is there once
 */
public record StoragePool(
        PoolId id,
        HostId host,
        String name,
        String type,
        String path,
        PoolStanding standing,
        boolean forVms,
        long capacityMib,
        long allocatedMib,
        long availableMib,
        Instant since,
        Optional<String> low,
        List<HostId> sharedWith) {
    public StoragePool {
        sharedWith = List.copyOf(sharedWith);
    }
}
