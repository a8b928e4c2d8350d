package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.state.VmLookup;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disks besides the one that a VM starts from. Each lies on one host, and is attached to VMs there, one at a time. It costs
 * disk from when it is made until it is deleted, attached or not.
 */
@Service
public class Disks {
    private final DiskLookup lookup;
    private final VmLookup vms;
    private final Tenants tenants;
    private final DiskRows rows;
    private final DiskViews views;
    private final NewDisks fresh;
    private final Plugging plugging;
    private final Growing growing;
    private final Ending ending;

    Disks(
            DiskLookup lookup,
            VmLookup vms,
            Tenants tenants,
            DiskRows rows,
            DiskViews views,
            NewDisks fresh,
            Plugging plugging,
            Growing growing,
            Ending ending) {
        this.lookup = lookup;
        this.vms = vms;
        this.tenants = tenants;
        this.rows = rows;
        this.views = views;
        this.fresh = fresh;
        this.plugging = plugging;
        this.growing = growing;
        this.ending = ending;
    }

    /** All of a project, attached or not, by name. */
    @Transactional(readOnly = true)
    public List<DiskView> list(ProjectId project, Actor actor) {
        return views.of(
                rows.in(tenants.require(project, Permission.VM_READ, actor).id()), actor);
    }

    /** What is attached to a VM, or on its way to it or from it. */
    @Transactional(readOnly = true)
    public List<DiskView> of(VmId vm, Actor actor) {
        return views.of(rows.of(vms.require(vm, Permission.VM_READ, actor).id()), actor);
    }

    @Transactional(readOnly = true)
    public DiskView get(DiskId disk, Actor actor) {
        return views.of(List.of(lookup.require(disk, Permission.VM_READ, actor)), actor)
                .getFirst();
    }

    /** Those that can be attached to a VM: of its project, on its host, and attached to nothing. */
    @Transactional(readOnly = true)
    public List<DiskView> attachable(VmId id, Actor actor) {
        var vm = vms.require(id, Permission.VM_READ, actor);
        return views.of(plugging.attachable(vm), actor);
    }

    /** VMs that a disk can be attached to: of its project, and on its host. */
    @Transactional(readOnly = true)
    public List<DiskView.AttachedTo> places(DiskId disk, Actor actor) {
        return plugging.places(lookup.require(disk, Permission.VM_READ, actor));
    }

    /** What one would take of the quota of whoever owns the VM, and whether that fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quote(VmId vm, DiskSize size, Actor actor) {
        return fresh.quote(vms.require(vm, Permission.VM_DISK, actor), size, actor);
    }

    /** What it would take beyond what it holds, and whether that fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quoteGrowth(DiskId disk, DiskSize size, Actor actor) {
        return growing.quote(lookup.require(disk, Permission.VM_DISK, actor), size, actor);
    }

    /**
     * Makes an empty disk on a VM's host and attaches it, whether the VM runs or not. It belongs to whoever owns the VM.
     *
     * @throws Conflict what the VM's state forbids; {@code disk-name-taken}, {@code too-many-disks}
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for it
     * @throws dev.slipway.kernel.NoCapacity {@code host-full} if its host has not that much
     */
    @Audited("disk.create")
    @RetriesLostRaces
    @Transactional
    public OperationId create(VmId vm, DiskName name, DiskSize size, Actor actor) {
        return fresh.create(vm, name, size, actor);
    }

    /**
     * @throws Conflict what the disk's state or the VM's forbids; {@code disk-elsewhere} of another project,
     *     {@code disk-on-other-host}, {@code too-many-disks}
     */
    @Audited("disk.attach")
    @RetriesLostRaces
    @Transactional
    public OperationId attach(DiskId disk, VmId vm, Actor actor) {
        return plugging.attach(disk, vm, actor);
    }

    /**
     * The disk stays, with what is on it, as the project's. A guest that runs is asked for it.
     *
     * @throws Conflict what the disk's state or its VM's forbids
     */
    @Audited("disk.detach")
    @RetriesLostRaces
    @Transactional
    public OperationId detach(DiskId disk, Actor actor) {
        return plugging.detach(disk, actor);
    }

    /**
     * Whether its VM runs or not, or there is none. Only what is more needs room.
     *
     * @throws InvalidRequest {@code disk-smaller} unless it is more than it has
     * @throws Conflict what the disk's state or its VM's forbids
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more
     * @throws dev.slipway.kernel.NoCapacity {@code host-full} if its host has not that much
     */
    @Audited("disk.grow")
    @RetriesLostRaces
    @Transactional
    public OperationId grow(DiskId disk, DiskSize size, Actor actor) {
        return growing.grow(disk, size, actor);
    }

    /** With what is on it, for good. @throws Conflict {@code disk-attached}, or what its state forbids */
    @Audited("disk.delete")
    @RetriesLostRaces
    @Transactional
    public OperationId delete(DiskId disk, Actor actor) {
        return ending.delete(disk, actor);
    }
}
