package dev.slipway.vm.resize;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The disks that VMs start from, and that become larger while they run. */
@Service
public class OwnDisks {
    private final VmLookup lookup;
    private final VmRules rules;
    private final DiskNotes notes;
    private final Holdings holdings;
    private final Suspensions suspensions;
    private final Beginning beginning;

    OwnDisks(
            VmLookup lookup,
            VmRules rules,
            DiskNotes notes,
            Holdings holdings,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.notes = notes;
        this.holdings = holdings;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    @Transactional(readOnly = true)
    public OwnDiskView get(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_READ, actor);
        return new OwnDiskView(vm.resources().diskMib(), notes.of(vm));
    }

    /** What it would take beyond what it holds, and whether that fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quoteGrowth(VmId id, DiskSize size, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DISK, actor);
        return holdings.quote(vm, with(vm, Math.max(size.mib(), vm.resources().diskMib())), actor);
    }

    /**
     * Whether it runs or not. Only what is more needs room. The VM keeps its size's name, and its vCPUs and memory.
     *
     * @throws InvalidRequest {@code disk-smaller} unless it is more than it has
     * @throws Conflict what the VM's state forbids
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more
     * @throws dev.slipway.kernel.NoCapacity {@code host-full} if its host has not that much
     */
    @Audited("vm.grow-disk")
    @RetriesLostRaces
    @Transactional
    public OperationId grow(VmId id, DiskSize size, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DISK, actor);
        rules.require(VmAction.GROW_OWN_DISK, vm);
        suspensions.requireActive(vm.owner().tenant());
        size.requireMoreThan(vm.resources().diskMib());
        var words = "Its own disk from " + DiskSize.words(vm.resources().diskMib()) + " to " + size.words() + ".";
        var operation = beginning.begin(
                Verb.GROW_OWN_DISK, vm, GrowOwnDisk.arguments(size.mib()), "vm.grow-disk", words, actor);
        holdings.hold(vm, with(vm, size.mib()));
        return operation;
    }

    private static Resources with(VmRow vm, long diskMib) {
        return new Resources(vm.resources().vcpus(), vm.resources().memoryMib(), diskMib);
    }
}
