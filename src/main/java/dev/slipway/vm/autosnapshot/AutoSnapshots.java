package dev.slipway.vm.autosnapshot;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.snapshot.Snapshots;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Snapshots that VMs get by themselves. What they cost, and what is refused, is as of those that people take. */
@Service
public class AutoSnapshots {
    private final VmLookup lookup;
    private final PlanRows rows;
    private final Snapshots snapshots;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AutoSnapshots(
            VmLookup lookup,
            PlanRows rows,
            Snapshots snapshots,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.lookup = lookup;
        this.rows = rows;
        this.snapshots = snapshots;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<SnapshotPlanView> of(VmId id, Actor actor) {
        lookup.require(id, Permission.VM_READ, actor);
        return rows.find(id).map(AutoSnapshots::view);
    }

    /**
     * Whether one can be taken is seen each time: it depends on what the VM is then.
     *
     * @throws InvalidRequest if it is to keep more than a VM may have, less one for the next
     * @throws Conflict {@code vm-binned}, {@code vm-gone}; {@code vm-warm}
     */
    @Audited("vm.snapshot-plan")
    @RetriesLostRaces
    @Transactional
    public SnapshotPlanView set(VmId id, SnapshotPlan plan, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SNAPSHOT, actor);
        VmRules.requireItsPeoples(vm);
        int most = snapshots.of(id, actor).most() - 1;
        if (plan.keep() > most) {
            throw new InvalidRequest(
                    SnapshotPlan.CODE,
                    "keep",
                    "At most " + most + " can be kept: a VM may have " + (most + 1)
                            + " snapshots, and the next one is taken before the oldest goes.");
        }
        var row = PlanRow.set(id, plan, clock.instant());
        rows.put(row);
        told(vm, plan.words() + ".", actor);
        return view(row);
    }

    /** Those that are there stay. */
    @Audited("vm.snapshot-plan")
    @RetriesLostRaces
    @Transactional
    public void remove(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SNAPSHOT, actor);
        if (rows.remove(id)) {
            told(vm, "No snapshots are taken by themselves any more. Those that there are stay.", actor);
        }
    }

    private static SnapshotPlanView view(PlanRow row) {
        return new SnapshotPlanView(row.plan(), row.nextAt(), row.note());
    }

    private void told(VmRow vm, String words, Actor actor) {
        var project = vm.owner().project();
        changes.announce(Topic.VM, vm.id().value(), project);
        events.publishEvent(actor.did("vm.snapshot-plan", "vm", vm.id().value(), vm.name(), project, words));
    }
}
