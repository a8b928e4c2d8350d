package dev.slipway.vm.resize;

import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.GuestFileSystems;
import dev.slipway.vm.work.VmHosts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The disk that a VM starts from, where it lies. */
@Component
class OwnDisk {
    private static final long MIB = 1L << 20;

    private final VmHosts hosts;
    private final VmStore store;
    private final GuestFileSystems fileSystems;
    private final DiskNotes notes;

    OwnDisk(VmHosts hosts, VmStore store, GuestFileSystems fileSystems, DiskNotes notes) {
        this.hosts = hosts;
        this.store = store;
        this.fileSystems = fileSystems;
        this.notes = notes;
    }

    /** A disk that may have grown is paid for as large as it is: what its guest has seen it does not lose. */
    void measure(VmRow vm) {
        hosts.hypervisor(vm)
                .volume(hosts.disk(vm))
                .ifPresent(disk -> store.hasDisk(vm.id(), (disk.capacityBytes() + MIB - 1) / MIB));
    }

    /** Has its guest make use of what is more, or keeps what is left to be done there. */
    void useInGuest(VmRow vm) {
        if (fileSystems.grow(vm, Optional.empty())) {
            notes.nothingIsLeft(vm.id());
        } else {
            notes.guestHasToGrow(vm);
        }
    }

    /** Whether it runs or not. */
    void grow(VmRow vm, long mib) {
        hosts.hypervisor(vm).growDisk(vm.id().value(), hosts.disk(vm), mib);
    }

    /** While it is off; also smaller, if it has grown in vain. */
    void size(VmRow vm, long mib) {
        hosts.hypervisor(vm).resizeDisk(hosts.disk(vm), mib);
    }
}
