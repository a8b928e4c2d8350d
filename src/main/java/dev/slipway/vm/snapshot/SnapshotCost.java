package dev.slipway.vm.snapshot;

import dev.slipway.vm.state.VmRow;

/**
 * What a snapshot takes at the most, however much its guest writes afterwards: all that is on the disk, and for one that runs
 * its memory with what its devices hold.
 */
record SnapshotCost(boolean withMemory, long diskMib) {
    private static final long DEVICES_MIB = 64;

    /** As the VM is. */
    static SnapshotCost of(VmRow vm) {
        boolean on = vm.power().observed().isOn();
        var size = vm.resources();
        return new SnapshotCost(on, size.diskMib() + (on ? size.memoryMib() + DEVICES_MIB : 0));
    }
}
