package dev.slipway.vm.disk;

import dev.slipway.kernel.DiskId;
import dev.slipway.placement.DiskPlaces;
import dev.slipway.quota.ChargeKey;
import dev.slipway.vm.state.VmCharges;
import java.util.List;
import org.springframework.stereotype.Component;

/** What disks hold: room on their hosts, and their owners' quota of disk. In the caller's transaction, room before quota. */
@Component
public class DiskHolding {
    private final DiskPlaces places;
    private final VmCharges charges;

    DiskHolding(DiskPlaces places, VmCharges charges) {
        this.places = places;
        this.charges = charges;
    }

    /** Of all of them. */
    public static List<ChargeKey> charges(List<DiskRow> disks) {
        return disks.stream().map(disk -> VmCharges.further(disk.id())).toList();
    }

    /**
     * For one that is to be made.
     *
     * @throws dev.slipway.kernel.NoCapacity {@code host-full}
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for it
     */
    void hold(DiskRow disk) {
        places.hold(disk.id(), disk.requireHost(), disk.sizeMib());
        charges.hold(disk.id(), disk.owner().quotaPath(), disk.sizeMib());
    }

    /** Only what is more than before needs room. @throws dev.slipway.kernel.NoCapacity as {@link #hold} */
    void resize(DiskRow disk, long mib) {
        places.resize(disk.id(), mib);
        charges.resize(disk.id(), disk.owner().quotaPath(), mib);
    }

    /** Its room only: what is charged is released after all room that is given back with it. */
    void leavePlace(DiskId disk) {
        places.release(disk);
    }

    /** Nothing if it holds nothing. */
    void release(DiskId disk) {
        leavePlace(disk);
        charges.release(disk);
    }
}
