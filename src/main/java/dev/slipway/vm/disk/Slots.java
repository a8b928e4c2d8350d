package dev.slipway.vm.disk;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.kernel.Conflict;
import dev.slipway.vm.state.VmRow;
import org.springframework.stereotype.Component;

/** The places that a VM has for disks. */
@Component
class Slots {
    private final DiskRows rows;

    Slots(DiskRows rows) {
        this.rows = rows;
    }

    /** For whoever holds the VM. @throws Conflict {@code too-many-disks} */
    int free(VmRow vm) {
        return rows.freeSlot(vm.id())
                .orElseThrow(() -> new Conflict(
                        "too-many-disks",
                        "It has " + DataDisk.MOST + " disks besides its own, and that is the most. Detach one first."));
    }
}
