package dev.slipway.vm.state;

import dev.slipway.kernel.Conflict;
import dev.slipway.vm.VmAction;
import java.util.Optional;

/** What cannot be done with a VM for what it is made of: that it was adopted, stands on no image, or has disks attached. */
final class MakeObstacles {
    private MakeObstacles() {}

    static Optional<Conflict> whyNot(VmAction action, VmRow vm) {
        if (action == VmAction.MIGRATE && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks and the definition that it had, so Slipway does not move it. Move it by"
                            + " hand on the hosts; it is then shown where it is.");
        }
        if (action == VmAction.CHANGE_DISC && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the drives that it had, so Slipway does not change its discs. Change them by hand"
                            + " on the host.");
        }
        if (action == VmAction.PROMOTE && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks that it had, and stands on no image of Slipway. An administrator imports"
                            + " its disk from the host's storage instead.");
        }
        if (action == VmAction.CLONE && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks and the hardware that it had, so Slipway does not clone it. An administrator"
                            + " imports its disk from the host's storage as an image instead.");
        }
        if ((action == VmAction.BACKUP || action == VmAction.RESTORE_BACKUP) && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks that it had, so Slipway does not back it up. Back it up by hand on the"
                            + " host.");
        }
        if (action == VmAction.RESIZE && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the hardware that it had, so Slipway does not change its size. Change it by hand on"
                            + " the host.");
        }
        if (action == VmAction.GROW_OWN_DISK && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks that it had, so Slipway does not make them larger. Do it by hand on the"
                            + " host.");
        }
        if (action == VmAction.REBUILD && vm.golden().isEmpty()) {
            return vm.isAdopted()
                    ? no("vm-adopted", "It was adopted with the disks that it had, and stands on no image of Slipway.")
                    : no(
                            "vm-no-image",
                            "It was installed from a disc, and stands on no image. Put the disc into a drive and install"
                                    + " it anew.");
        }
        if (action == VmAction.ATTACH_DISK && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the disks that it had, so Slipway does not attach others to it. Attach them by hand"
                            + " on the host.");
        }
        if (isOfItsMemory(action) && vm.isWaitingForItsSize()) {
            return no(
                    "vm-size-waits",
                    "It gets its new size at its next start, and runs with another one until then. Shut it down and start it,"
                            + " or cancel the change of its size on its page.");
        }
        if ((action == VmAction.SNAPSHOT || action == VmAction.HIBERNATE)
                && vm.runsWith().isPresent()) {
            return no(
                    "vm-size-waits",
                    "What it held for its former size is just being given back. Try again in a moment.");
        }
        var rescue = whyNotInRescue(action, vm);
        if (rescue.isPresent()) {
            return rescue;
        }
        if (isOfNics(action) && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the network cards that it had, so Slipway does not change them. Change them by hand"
                            + " on the host.");
        }
        if (action == VmAction.MIGRATE && vm.hasDisks()) {
            return no(
                    "vm-has-disks",
                    "Disks are attached to it, which stay on their host. Detach them, and it can be moved; they can be"
                            + " attached to VMs on the host where they lie.");
        }
        return Optional.empty();
    }

    /** What would keep, copy or overwrite a disk that is being mended, or take the VM back to another way of starting. */
    private static Optional<Conflict> whyNotInRescue(VmAction action, VmRow vm) {
        return switch (action) {
            case RESCUE -> whyNotRescued(vm);
            case LEAVE_RESCUE -> vm.inRescue() ? Optional.empty() : no("vm-not-in-rescue", "It is not in rescue.");
            case REBUILD, SNAPSHOT, REVERT, PROMOTE, CLONE, BACKUP, RESTORE_BACKUP ->
                vm.inRescue() ? no("vm-in-rescue", "It is in rescue. Leave that first.") : Optional.empty();
            case START,
                    SHUTDOWN,
                    REBOOT,
                    RESET,
                    PAUSE,
                    RESUME,
                    HIBERNATE,
                    FORCE_OFF,
                    DELETE,
                    UNDELETE,
                    DELETE_FOR_GOOD,
                    CONSOLE,
                    SET_PASSWORD,
                    CHANGE_DISC,
                    ATTACH_DISK,
                    DETACH_DISK,
                    GROW_DISK,
                    GROW_OWN_DISK,
                    MOVE,
                    MIGRATE,
                    RESTORE,
                    RESIZE,
                    DELETE_SNAPSHOT,
                    TAG,
                    ADD_NIC,
                    REMOVE_NIC,
                    SET_LINK -> Optional.empty();
        };
    }

    private static Optional<Conflict> whyNotRescued(VmRow vm) {
        if (vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the drives that it had, so Slipway does not start it from a disc. Do it by hand on the"
                            + " host.");
        }
        if (vm.inRescue()) {
            return no("vm-in-rescue", "It is in rescue already: start it, or leave rescue.");
        }
        return vm.rescue().hasDisc()
                ? Optional.empty()
                : no(
                        "vm-no-disc",
                        "There is no disc in its drives to start from. Insert one that starts by itself, such as a rescue"
                                + " system or the installer of what it runs.");
    }

    private static boolean isOfItsMemory(VmAction action) {
        return action == VmAction.MIGRATE || action == VmAction.SNAPSHOT || action == VmAction.HIBERNATE;
    }

    private static boolean isOfNics(VmAction action) {
        return action == VmAction.ADD_NIC || action == VmAction.REMOVE_NIC || action == VmAction.SET_LINK;
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
