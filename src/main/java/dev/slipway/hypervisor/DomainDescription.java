package dev.slipway.hypervisor;

import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import java.util.List;
import java.util.Optional;

/**
 * What a domain is made of, as its host has written it down: what it will be at its next start, whoever's it is.
 *
 * @param memoryMib at most
 * @param disks what it writes to; CD-ROMs and what is read only are not among them
 * @param obstacles sentences about what Slipway has no word for, such as a device of the host; empty if there is nothing
 * @param definition what {@link Hypervisor#redefine} takes; nobody else reads it
 */
public record DomainDescription(
        String name,
        int vcpus,
        long memoryMib,
        Firmware firmware,
        List<Disk> disks,
        List<Nic> nics,
        List<String> obstacles,
        String definition) {
    public DomainDescription {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * @param target such as {@code vda}
     * @param path or what else says where it lies
     * @param volume empty if it is in no storage pool that is started
     * @param capacityMib what the guest sees, rounded up; 0 if it is in no pool
     */
    public record Disk(String target, String path, Optional<VolumeRef> volume, long capacityMib) {}

    /** @param kind empty for what is neither a bridge nor a libvirt network */
    public record Nic(String mac, Optional<NicKind> kind, String source) {}
}
