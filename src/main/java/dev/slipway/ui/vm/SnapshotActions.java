package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.VmView;
import dev.slipway.vm.autosnapshot.AutoSnapshots;
import dev.slipway.vm.autosnapshot.SnapshotPlan;
import dev.slipway.vm.autosnapshot.SnapshotPlanView;
import dev.slipway.vm.snapshot.SnapshotList;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A VM's snapshots, for the person at the screen. */
@Component
class SnapshotActions {
    private final Snapshots snapshots;
    private final AutoSnapshots plans;
    private final Actors actors;

    SnapshotActions(Snapshots snapshots, AutoSnapshots plans, Actors actors) {
        this.plans = plans;
        this.snapshots = snapshots;
        this.actors = actors;
    }

    SnapshotList of(VmId vm) {
        return snapshots.of(vm, actors.current());
    }

    QuotaPreview quote(VmId vm) {
        return snapshots.quote(vm, actors.current());
    }

    Optional<SnapshotPlanView> plan(VmId vm) {
        return plans.of(vm, actors.current());
    }

    void plan(VmId vm, SnapshotPlan plan) {
        plans.set(vm, plan, actors.current());
    }

    void removePlan(VmId vm) {
        plans.remove(vm, actors.current());
    }

    Optional<String> whyNotPlan(VmView vm) {
        return actors.current().whyNot(Permission.VM_SNAPSHOT, vm.scope());
    }

    void take(VmId vm, String name, String note) {
        snapshots.take(vm, new SnapshotName(name), note, actors.current());
    }

    void revert(VmId vm, SnapshotId snapshot, boolean leaveOff) {
        snapshots.revert(vm, snapshot, leaveOff, actors.current());
    }

    void delete(VmId vm, SnapshotId snapshot) {
        snapshots.delete(vm, snapshot, actors.current());
    }
}
