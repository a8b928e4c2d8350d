package dev.slipway.vm.snapshot;

import dev.slipway.host.HostUpkeep;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import dev.slipway.vm.work.VmHosts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is kept of VMs, to go back to: of one that runs with its memory, of one that is off what is on its disk. A snapshot
 * costs disk only, the most that it can ever take; to go back to it costs nothing, but that what then runs is paid for as
 * running.
 */
@Service
public class Snapshots {
    private final VmLookup lookup;
    private final VmRules rules;
    private final SnapshotRows rows;
    private final SnapshotRules limits;
    private final SnapshotHolding holding;
    private final VmCharges charges;
    private final Quotas quotas;
    private final Suspensions suspensions;
    private final HostUpkeep upkeep;
    private final Beginning beginning;

    Snapshots(
            VmLookup lookup,
            VmRules rules,
            SnapshotRows rows,
            SnapshotRules limits,
            SnapshotHolding holding,
            VmCharges charges,
            Quotas quotas,
            Suspensions suspensions,
            HostUpkeep upkeep,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.limits = limits;
        this.holding = holding;
        this.charges = charges;
        this.quotas = quotas;
        this.suspensions = suspensions;
        this.upkeep = upkeep;
        this.beginning = beginning;
    }

    @Transactional(readOnly = true)
    public SnapshotList of(VmId vm, Actor actor) {
        lookup.require(vm, Permission.VM_READ, actor);
        return new SnapshotList(rows.of(vm), limits.most());
    }

    /** What one would take of the quota of whoever owns the VM, as it is now, and whether that fits. */
    @Transactional(readOnly = true)
    public QuotaPreview quote(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_READ, actor);
        return quotas.preview(
                vm.owner().quotaPath(), VmCharges.disk(SnapshotCost.of(vm).diskMib()), actor);
    }

    /**
     * @throws Conflict what the VM's state forbids; {@code snapshot-name-taken}, {@code too-many-snapshots},
     *     {@code disc-in-drive}
     * @throws InvalidRequest {@code snapshot-note}
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for it
     * @throws dev.slipway.kernel.NoCapacity {@code host-full} if its host has not that much
     */
    @Audited("vm.snapshot")
    @RetriesLostRaces
    @Transactional
    public OperationId take(VmId id, SnapshotName name, String note, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SNAPSHOT, actor);
        var line = SnapshotName.note(note);
        rules.require(VmAction.SNAPSHOT, vm);
        suspensions.requireActive(vm.owner().tenant());
        var task = SnapshotTask.of(SnapshotId.random());
        var words = "Snapshot " + name.value()
                + (SnapshotCost.of(vm).withMemory() ? ", with its memory." : " of its disk.");
        var operation = beginning.begin(Verb.SNAPSHOT, vm, task.arguments(), "vm.snapshot", words, actor);
        // From here on the row is ours. It may have been resized, or turned on, a moment ago.
        var held = lookup.require(id, Permission.VM_SNAPSHOT, actor);
        var cost = SnapshotCost.of(held);
        limits.requireAnother(held, cost);
        rows.add(held, task.id(), name, line, cost, actor.name());
        holding.settle(held);
        return operation;
    }

    /**
     * What it is now is lost.
     *
     * @param leaveOff not to let it run, though its memory was kept: as if its plug had been pulled at that moment
     * @throws NotFound if the VM has no such snapshot
     * @throws Conflict what the VM's state forbids, or the snapshot's
     * @throws dev.slipway.kernel.QuotaExceeded if it is off, would run then, and there is no room for that
     */
    @Audited("vm.revert")
    @RetriesLostRaces
    @Transactional
    public OperationId revert(VmId id, SnapshotId snapshot, boolean leaveOff, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SNAPSHOT, actor);
        var to = rows.require(id, snapshot);
        rules.require(VmAction.REVERT, vm);
        suspensions.requireActive(vm.owner().tenant());
        boolean run = to.withMemory() && !leaveOff;
        boolean starts = run && !vm.power().observed().isOn();
        if (starts) {
            upkeep.requireStartsAllowed(VmHosts.hostOf(vm));
        }
        var words = "Back to snapshot " + to.name() + (run ? ", to run on from there." : ", and off.");
        var operation = beginning.begin(
                Verb.REVERT, vm, new SnapshotTask(snapshot, run).arguments(), "vm.revert", words, actor);
        // From here on nobody else changes them.
        SnapshotRules.requireReady(rows.require(id, snapshot));
        if (starts) {
            charges.turnOn(vm);
        }
        return operation;
    }

    /**
     * What is on the VM's disk stays, and so do the other snapshots.
     *
     * @throws NotFound if the VM has no such snapshot
     * @throws Conflict what the VM's state forbids
     */
    @Audited("vm.delete-snapshot")
    @RetriesLostRaces
    @Transactional
    public OperationId delete(VmId id, SnapshotId snapshot, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SNAPSHOT, actor);
        var which = rows.require(id, snapshot);
        rules.require(VmAction.DELETE_SNAPSHOT, vm);
        var words = "Snapshot " + which.name() + " is given up.";
        var task = SnapshotTask.of(snapshot);
        var operation = beginning.begin(Verb.DELETE_SNAPSHOT, vm, task.arguments(), "vm.delete-snapshot", words, actor);
        if (!rows.become(snapshot, SnapshotState.DELETING)) {
            throw NotFound.of("snapshot");
        }
        return operation;
    }
}
