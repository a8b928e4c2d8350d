package dev.slipway.vm.snapshot;

import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Resources;
import dev.slipway.placement.Placements;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmRow;
import org.springframework.stereotype.Component;

/** What a VM holds on account of its snapshots: room on its host, and its owner's quota of disk. */
@Component
class SnapshotHolding {
    private final SnapshotRows rows;
    private final Placements placements;
    private final VmCharges charges;

    SnapshotHolding(SnapshotRows rows, Placements placements, VmCharges charges) {
        this.rows = rows;
        this.placements = placements;
        this.charges = charges;
    }

    /**
     * Makes both what the rows say, in the caller's transaction, who holds the VM; only what is more needs room.
     *
     * @throws NoCapacity {@code host-full}
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more
     */
    void settle(VmRow vm) {
        var diskMib = rows.diskMib(vm.id());
        var own = vm.resources();
        try {
            placements.resize(vm.id(), new Resources(own.vcpus(), own.memoryMib(), own.diskMib() + diskMib));
        } catch (NoCapacity e) {
            throw new NoCapacity(
                    "host-full",
                    "Its host has no room for another snapshot right now. Delete one that is not needed any more, try again"
                            + " later, or ask an administrator.",
                    e.logDetail(),
                    e);
        }
        charges.snapshots(vm, diskMib);
    }
}
