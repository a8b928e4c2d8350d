package dev.slipway.vm.work;

import dev.slipway.catalog.StagedVolumes;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HostSerial;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Unavailable;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkGuards;
import dev.slipway.network.NetworkView;
import dev.slipway.storage.SharedStorage;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.disk.DiskRows;
import dev.slipway.vm.nic.NicRows;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where a VM is, and what its things are called there. */
@Component
public class VmHosts {
    private static final Actor SYSTEM = Actor.system("vm");
    private static final Duration LONG_SILENCE = Duration.ofMinutes(5);

    private final Hosts hosts;
    private final Hypervisors hypervisors;
    private final NetworkGuards guards;
    private final SharedStorage shared;
    private final DriveRows drives;
    private final DiskRows disks;
    private final NicRows nics;
    private final StagedVolumes staged;
    private final Clock clock;

    VmHosts(
            Hosts hosts,
            Hypervisors hypervisors,
            NetworkGuards guards,
            SharedStorage shared,
            DriveRows drives,
            DiskRows disks,
            NicRows nics,
            StagedVolumes staged,
            Clock clock) {
        this.drives = drives;
        this.disks = disks;
        this.nics = nics;
        this.staged = staged;
        this.shared = shared;
        this.guards = guards;
        this.hosts = hosts;
        this.hypervisors = hypervisors;
        this.clock = clock;
    }

    public Hypervisor hypervisor(VmRow vm) {
        return hypervisors.on(hostOf(vm));
    }

    public String pool(VmRow vm) {
        return facts(vm).pool();
    }

    public VolumeRef disk(VmRow vm) {
        return new VolumeRef(pool(vm), vm.diskName().orElseGet(() -> VmRow.firstDisk(vm.id())));
    }

    /** For a disk that is to take the place of the one there is; never called as another one was. */
    public static String newDiskName(VmId vm) {
        return prefix(vm) + "disk-" + UUID.randomUUID().toString().substring(0, 8) + ".qcow2";
    }

    /** A copy of its disk that is there for a while. */
    public VolumeRef diskCopy(VmRow vm, UUID what) {
        return new VolumeRef(pool(vm), prefix(vm.id()) + "copy-" + what + ".qcow2");
    }

    public VolumeRef seed(VmRow vm) {
        return new VolumeRef(pool(vm), prefix(vm.id()) + "seed.iso");
    }

    /** What it says on its serial line; not there if its pool holds no files. */
    public VolumeRef serialLog(VmRow vm) {
        return new VolumeRef(pool(vm), HostSerial.volumeName(vm.id().value()));
    }

    /** All that a VM has in a host's pool now. */
    public List<VolumeRef> volumes(HostId host, VmId vm) {
        return hypervisors.on(host).volumes(hosts.get(host, SYSTEM).pool()).stream()
                .map(VolumeFacts::ref)
                .filter(volume -> volume.name().startsWith(prefix(vm)))
                .toList();
    }

    /** Whether VMs' disks of one are those of the other. Not in a transaction. */
    public boolean haveSameStorage(HostId one, HostId other) {
        return shared.home(one, hosts.get(one, SYSTEM).pool())
                .equals(shared.home(other, hosts.get(other, SYSTEM).pool()));
    }

    /** Whether its host has all of them. */
    public boolean hasTags(VmRow vm, HostTags tags) {
        return facts(vm).policy().tags().containsAll(tags);
    }

    /** Whether its host has that network, and can hold guests to their addresses if it is to. */
    public boolean offers(VmRow vm, NetworkView network) {
        var host = facts(vm);
        return host.networks().contains(network.onHosts())
                && (!network.filtered() || host.filtersGuests().orElse(false));
    }

    public String name(HostId host) {
        return hosts.get(host, SYSTEM).name();
    }

    /** What every volume of a VM is called first. */
    private static String prefix(VmId vm) {
        return "vm-" + vm + "-";
    }

    public DomainSpec spec(VmRow vm) {
        var acceleration = facts(vm)
                .acceleration()
                .orElseThrow(() -> new Unavailable(
                        "host-not-ready", "The host is still being looked at. It is tried again by itself."));
        return new DomainSpec(
                vm.id(),
                domainName(vm),
                vm.owner().projectName() + " / " + vm.name(),
                vm.resources().vcpus(),
                vm.resources().memoryMib(),
                disk(vm),
                disks.inDefinition(vm.id()),
                vm.image().cloudInit() ? Optional.of(seed(vm)) : Optional.empty(),
                drives(vm),
                nics.inDefinition(vm.id()).stream()
                        .map(card -> card.spec(
                                guards.of(card.nic().network(), card.nic().reserved())))
                        .toList(),
                switch (vm.image().firmware()) {
                    case BIOS -> DomainSpec.Firmware.BIOS;
                    case UEFI -> DomainSpec.Firmware.UEFI;
                    case SECURE_BOOT -> DomainSpec.Firmware.SECURE_BOOT;
                },
                acceleration,
                vm.inRescue());
    }

    /** What is in them, as it is called on the VM's host. */
    public List<Optional<VolumeRef>> drives(VmRow vm) {
        return drives.of(vm.id()).stream()
                .map(drive -> drive.disc().map(disc -> copy(vm, disc.version())))
                .toList();
    }

    /** What a version's copy is called on the VM's host. */
    public VolumeRef copy(VmRow vm, ImageVersionId version) {
        return staged.of(version, pool(vm));
    }

    /** Whether its host was not heard of for longer than a restart takes. */
    public boolean isLongSilent(VmRow vm) {
        return isLongSilent(facts(vm), clock.instant());
    }

    /** Whether an administrator has given it up, and it does not answer still. */
    public boolean isGivenUp(HostId host) {
        return hosts.get(host, SYSTEM).givenUp().isPresent();
    }

    public static boolean isLongSilent(HostView host, Instant now) {
        return host.state() == HostState.UNREACHABLE
                && host.lastSeen()
                        .map(seen -> seen.plus(LONG_SILENCE).isBefore(now))
                        .orElse(true);
    }

    public static HostId hostOf(VmRow vm) {
        return vm.host().orElseThrow(() -> new IllegalStateException("VM " + vm.id() + " has no host"));
    }

    /** For an administrator at the host's shell: the name people use, made unique, since projects may share names. */
    public static String domainName(VmRow vm) {
        return vm.warm()
                .domainName()
                .orElseGet(() -> vm.name() + "-" + vm.id().toString().substring(0, 13));
    }

    private HostView facts(VmRow vm) {
        var id = hostOf(vm);
        try {
            return hosts.get(id, SYSTEM);
        } catch (NotFound e) {
            throw new HostUnreachable("host " + id + " of VM " + vm.id() + " is not registered", e);
        }
    }
}
