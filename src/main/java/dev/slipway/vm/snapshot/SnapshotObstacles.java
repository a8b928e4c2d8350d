package dev.slipway.vm.snapshot;

import dev.slipway.catalog.Firmware;
import dev.slipway.kernel.Conflict;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.VmRow;
import java.util.Optional;

/** What a VM is that no snapshot can be taken of, and what cannot be done with one that has some. */
public final class SnapshotObstacles {
    private SnapshotObstacles() {}

    public static Optional<Conflict> whyNot(VmAction action, VmRow vm) {
        if (action == VmAction.SNAPSHOT) {
            return whyNone(vm);
        }
        if (action == VmAction.BACKUP
                && vm.hasSnapshots()
                && !vm.power().observed().isOn()) {
            return no(
                    "vm-has-snapshots",
                    "It has snapshots, and while it is off its disk can only be copied with them. Start it: a backup of what"
                            + " runs leaves them out; or delete them first.");
        }
        return vm.hasSnapshots() ? whyKept(action) : Optional.empty();
    }

    private static Optional<Conflict> whyNone(VmRow vm) {
        if (vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks that it had, so Slipway does not take snapshots of it. Take them by hand on"
                            + " the host.");
        }
        if (vm.hasDisks()) {
            return no(
                    "vm-has-disks",
                    "Disks are attached to it, and a snapshot keeps its own disk only: going back, they would not fit"
                            + " together any more. Detach them first.");
        }
        return vm.image().firmware() == Firmware.BIOS
                ? Optional.empty()
                : no(
                        "vm-uefi",
                        "It starts by " + vm.image().firmware().words() + ", whose settings its host cannot keep in a"
                                + " snapshot. Make an image of it instead, or launch VMs that need snapshots from an image"
                                + " that starts by BIOS.");
    }

    /** What would lose its snapshots, or take along what nobody asked for. */
    private static Optional<Conflict> whyKept(VmAction action) {
        var why = switch (action) {
            case RESIZE -> "which are of the size that it has. Delete them before it gets another one.";
            case GROW_OWN_DISK -> "which are of the size that it has. Delete them before it becomes larger.";
            case REBUILD, RESTORE_BACKUP -> "which would be lost with its disk. Delete them first.";
            case MIGRATE -> "which stay on their host, and it with them. It can be moved once they are deleted.";
            case ATTACH_DISK ->
                "which do not keep other disks: going back, they would not fit together. Delete them first.";
            case ADD_NIC, REMOVE_NIC, SET_LINK ->
                "which remember the network cards that it has, and their links. Delete them first.";
            case PROMOTE -> "whose contents would be in the image too. Delete them first.";
            case CLONE -> "whose contents would be in the clone too. Delete them first.";
            case START,
                    SHUTDOWN,
                    REBOOT,
                    RESET,
                    PAUSE,
                    RESUME,
                    FORCE_OFF,
                    DELETE,
                    UNDELETE,
                    DELETE_FOR_GOOD,
                    CONSOLE,
                    SET_PASSWORD,
                    CHANGE_DISC,
                    DETACH_DISK,
                    GROW_DISK,
                    MOVE,
                    RESTORE,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG,
                    HIBERNATE,
                    RESCUE,
                    LEAVE_RESCUE,
                    BACKUP -> "";
        };
        return why.isEmpty() ? Optional.empty() : no("vm-has-snapshots", "It has snapshots, " + why);
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
