package dev.slipway.vm.work;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.HostDisks.FileSystemGrowth;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.vm.state.VmRow;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has guests make use of disks that have grown. */
@Component
public class GuestFileSystems {
    private final VmHosts hosts;

    GuestFileSystems(VmHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * It has grown; that a guest cannot be asked is no reason to fail.
     *
     * @param disk empty for the VM's own
     * @return whether nothing is left to be done in the guest
     */
    public boolean grow(VmRow vm, Optional<DataDisk> disk) {
        try {
            return hosts.hypervisor(vm).growFileSystem(vm.id().value(), disk) == FileSystemGrowth.GROWN;
        } catch (HypervisorProblem e) {
            return false;
        }
    }
}
