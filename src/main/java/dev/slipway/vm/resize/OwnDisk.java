package dev.slipway.vm.resize;

import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import org.springframework.stereotype.Component;

/** The disk that a VM starts from, where it lies. */
@Component
class OwnDisk {
    private static final long MIB = 1L << 20;

    private final VmHosts hosts;
    private final VmStore store;

    OwnDisk(VmHosts hosts, VmStore store) {
        this.hosts = hosts;
        this.store = store;
    }

    /** A disk that may have grown is paid for as large as it is: what its guest has seen it does not lose. */
    void measure(VmRow vm) {
        hosts.hypervisor(vm)
                .volume(hosts.disk(vm))
                .ifPresent(disk -> store.hasDisk(vm.id(), (disk.capacityBytes() + MIB - 1) / MIB));
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
