package dev.slipway.vm.resize;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VmWorld;

/** The disk that a VM starts from, as its host has it. */
final class OwnDiskOnHost {
    private OwnDiskOnHost() {}

    static long capacityMib(VmWorld world, VmId vm) {
        var spec = world.machine.defined().stream()
                .filter(s -> s.vm().equals(vm))
                .findFirst()
                .orElseThrow();
        return world.bean(Hypervisors.class)
                        .on(world.host.id())
                        .volume(spec.disk())
                        .orElseThrow()
                        .capacityBytes()
                >> 20;
    }
}
