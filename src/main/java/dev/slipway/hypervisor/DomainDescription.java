package dev.slipway.hypervisor;

import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a domain is made of, as its host has written it down: what it will be at its next start, whoever's it is. Its drives
 * are as they are now.
 *
 * @param memoryMib at most
 * @param disks what it writes to; CD-ROMs and what is read only are not among them
 * @param drives its CD-ROM drives, by their targets
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
        List<Drive> drives,
        List<String> obstacles,
        String definition) {
    public DomainDescription {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        // One that was written down before there were any has none.
        drives = List.copyOf(Objects.requireNonNullElse(drives, List.of()));
        obstacles = List.copyOf(obstacles);
    }

    /**
     * @param target such as {@code vda}
     * @param path or what else says where it lies
     * @param volume empty if it is in no storage pool that is started
     * @param capacityMib what the guest sees, rounded up; 0 if it is in no pool
     */
    public record Disk(String target, String path, Optional<VolumeRef> volume, long capacityMib) {}

    /** @param path of what is in it; empty if nothing is @param opened whether its guest has opened it, and what is in it is back at the next restart */
    public record Drive(String target, String path, boolean opened) {}

    /** @param kind empty for what is neither a bridge nor a libvirt network */
    public record Nic(String mac, Optional<NicKind> kind, String source) {}
}
