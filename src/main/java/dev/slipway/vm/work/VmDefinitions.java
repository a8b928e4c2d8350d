package dev.slipway.vm.work;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.Conflict;
import dev.slipway.vm.adopt.AdoptedRows;
import dev.slipway.vm.outside.OutsideDefinition;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What a VM is on its host: ours to write for one that was launched; for one that was adopted as it was found, but for
 * its screen, since hardware that its guest does not expect would keep it from starting.
 */
@Component
class VmDefinitions {
    private final VmHosts hosts;
    private final AdoptedRows adopted;
    private final Clock clock;

    VmDefinitions(VmHosts hosts, AdoptedRows adopted, Clock clock) {
        this.hosts = hosts;
        this.adopted = adopted;
        this.clock = clock;
    }

    /** @throws Conflict if it was adopted and is larger on its host than what is paid for */
    void define(VmRow vm) {
        var host = hosts.hypervisor(vm);
        if (vm.isAdopted()) {
            bringBack(vm, host);
        } else {
            host.define(hosts.spec(vm));
        }
    }

    /** Its own, which go with it. */
    List<VolumeRef> disks(VmRow vm) {
        return vm.isAdopted() ? adopted.disks(vm.id()) : List.of(hosts.disk(vm));
    }

    private void bringBack(VmRow vm, Hypervisor host) {
        var found = adopted.find(vm.id()).orElseThrow();
        host.redefine(vm.id().value(), found.definition());
        host.lockScreen(vm.id().value());
        host.describe(vm.id().value()).ifPresent(now -> {
            var there = new OutsideDefinition(now.name(), now.vcpus(), now.memoryMib(), clock.instant());
            if (there.differsInSize(vm)) {
                throw new Conflict("redefined-outside", there.sentence(vm));
            }
        });
    }
}
