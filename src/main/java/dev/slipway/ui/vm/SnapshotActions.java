package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.snapshot.SnapshotList;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import org.springframework.stereotype.Component;

/** A VM's snapshots, for the person at the screen. */
@Component
class SnapshotActions {
    private final Snapshots snapshots;
    private final Actors actors;

    SnapshotActions(Snapshots snapshots, Actors actors) {
        this.snapshots = snapshots;
        this.actors = actors;
    }

    SnapshotList of(VmId vm) {
        return snapshots.of(vm, actors.current());
    }

    QuotaPreview quote(VmId vm) {
        return snapshots.quote(vm, actors.current());
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
