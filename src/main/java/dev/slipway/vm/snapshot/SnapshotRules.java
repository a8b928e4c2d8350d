package dev.slipway.vm.snapshot;

import dev.slipway.kernel.Conflict;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.state.VmRow;
import org.springframework.stereotype.Component;

/** What keeps a snapshot from being taken that is no matter of the VM's state. For whoever holds the VM's row. */
@Component
class SnapshotRules {
    private final SnapshotRows rows;
    private final DriveRows drives;
    private final SnapshotSettings settings;

    SnapshotRules(SnapshotRows rows, DriveRows drives, SnapshotSettings settings) {
        this.rows = rows;
        this.drives = drives;
        this.settings = settings;
    }

    int most() {
        return settings.most();
    }

    /** @throws Conflict {@code too-many-snapshots}, {@code disc-in-drive} */
    void requireAnother(VmRow vm, SnapshotCost cost) {
        if (rows.count(vm.id()) >= settings.most()) {
            throw new Conflict(
                    "too-many-snapshots",
                    "It has " + settings.most()
                            + " snapshots, and that is the most. Delete one that is not needed any more.");
        }
        // A guest goes on with the disc that it had; by then it may be gone from its host.
        if (cost.withMemory()
                && drives.of(vm.id()).stream().anyMatch(drive -> drive.disc().isPresent())) {
            throw new Conflict(
                    "disc-in-drive",
                    "There is a disc in its drive, which may be gone by the time somebody goes back to this snapshot. Take"
                            + " it out first, or shut the VM down.");
        }
    }

    /** @throws Conflict {@code snapshot-not-ready} */
    static void requireReady(SnapshotView snapshot) {
        if (snapshot.state() != SnapshotState.READY) {
            throw new Conflict(
                    "snapshot-not-ready",
                    "Snapshot " + snapshot.name() + " is still being made, or is being deleted. Look at it again.");
        }
    }
}
