package dev.slipway.vm.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disk.DiskView.AttachedTo;
import java.util.List;

/** A VM's world, with disks in it. */
final class DiskHall {
    static final DiskSize SIZE = new DiskSize(2048);

    final VmWorld world;
    final Disks disks;

    DiskHall(VmWorld world) {
        this.world = world;
        disks = world.bean(Disks.class);
    }

    DiskId created(VmId vm, String name) {
        done(disks.create(vm, new DiskName(name), SIZE, world.actor));
        return named(name).id();
    }

    DiskId detached(VmId vm, String name) {
        var disk = created(vm, name);
        done(disks.detach(disk, world.actor));
        return disk;
    }

    DiskView view(DiskId disk) {
        return disks.get(disk, world.actor);
    }

    List<DiskView> all() {
        return disks.list(world.project.id(), world.actor);
    }

    DiskView named(String name) {
        return all().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
    }

    OperationView ended(OperationId operation) {
        return world.ended(operation, VmWorld.SYSTEM);
    }

    void done(OperationId operation) {
        var end = ended(operation);
        assertThat(end.problemCode()).isEmpty();
        assertThat(end.state()).isEqualTo(OperationState.DONE);
    }

    /** In the pool, besides those of images and of VMs. */
    List<String> volumes() {
        return world.machine.volumeNames(world.host.pool()).stream()
                .filter(name -> name.startsWith("disk-"))
                .toList();
    }

    /** As its host has it. */
    long capacityMib(DiskId disk) {
        var volume = new VolumeRef(world.host.pool(), DiskRow.volumeName(disk));
        return world.bean(Hypervisors.class)
                        .on(world.host.id())
                        .volume(volume)
                        .orElseThrow()
                        .capacityBytes()
                >> 20;
    }

    /** What the VM is defined with on its host. */
    List<DataDisk> defined(VmId vm) {
        return world.machine.defined().stream()
                .filter(spec -> spec.vm().equals(vm))
                .findFirst()
                .orElseThrow()
                .data();
    }

    void isAttached(DiskId disk, VmId vm) {
        assertThat(view(disk).state()).isEqualTo(DiskState.READY);
        assertThat(view(disk).vm()).map(AttachedTo::id).contains(vm);
        assertThat(defined(vm)).extracting(DataDisk::serial).contains(view(disk).serial());
    }

    void isDetached(DiskId disk) {
        assertThat(view(disk).state()).isEqualTo(DiskState.READY);
        assertThat(view(disk).vm()).isEmpty();
        assertThat(world.machine.defined())
                .flatExtracting(spec -> spec.data())
                .extracting(DataDisk::serial)
                .doesNotContain(view(disk).serial());
        assertThat(volumes()).contains(DiskRow.volumeName(disk));
    }

    /** Of VMs' own disks and of these: paid for, and held on the host. */
    void holds(long mib) {
        assertThat(world.used()).containsEntry(Dimension.DISK_MIB, mib);
        assertThat(world.promised(world.host.id()).diskMib()).isEqualTo(mib);
    }

    long own() {
        return world.size.resources().diskMib();
    }
}
