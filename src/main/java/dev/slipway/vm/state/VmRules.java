package dev.slipway.vm.state;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.lease.LeaseEnd;
import dev.slipway.vm.snapshot.SnapshotObstacles;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be asked of a VM in which state, and the sentence why not. Screens disable by the same rule that refuses. */
@Component
public class VmRules {
    private final Clock clock;

    VmRules(Clock clock) {
        this.clock = clock;
    }

    public static Permission permission(VmAction action) {
        return switch (action) {
            case START, SHUTDOWN, REBOOT, RESET, PAUSE, RESUME, FORCE_OFF, RESTORE -> Permission.VM_POWER;
            case DELETE, UNDELETE, DELETE_FOR_GOOD -> Permission.VM_DELETE;
            case CONSOLE -> Permission.VM_CONSOLE;
            case SET_PASSWORD -> Permission.VM_PASSWORD;
            case CHANGE_DISC -> Permission.VM_DISC;
            case ATTACH_DISK, DETACH_DISK, GROW_DISK -> Permission.VM_DISK;
            case MOVE -> Permission.VM_MOVE;
            case MIGRATE -> Permission.VM_MIGRATE;
            case PROMOTE -> Permission.IMAGE_OWN;
            case REBUILD -> Permission.VM_REBUILD;
            case RESIZE -> Permission.VM_RESIZE;
            case SNAPSHOT, REVERT, DELETE_SNAPSHOT -> Permission.VM_SNAPSHOT;
            case TAG -> Permission.VM_TAG;
        };
    }

    Map<VmAction, String> refused(VmRow vm, Halt halt, Actor actor) {
        var refused = new EnumMap<VmAction, String>(VmAction.class);
        for (var action : VmAction.values()) {
            actor.whyNot(permission(action), vm.scope())
                    .or(() -> whyHalted(action, halt))
                    .or(() -> whyNot(action, vm).map(Conflict::sentence))
                    .ifPresent(sentence -> refused.put(action, sentence));
        }
        return refused;
    }

    private static Optional<String> whyHalted(VmAction action, Halt halt) {
        return switch (action) {
            case START,
                    RESTORE,
                    MOVE,
                    CHANGE_DISC,
                    ATTACH_DISK,
                    GROW_DISK,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    SNAPSHOT,
                    REVERT -> halt.nothingNew();
            case REBOOT, RESET, RESUME, CONSOLE, SET_PASSWORD -> halt.nothingRuns();
            // Restoring takes nothing that is not held already, and what is suspended is not to lose anything.
            case SHUTDOWN,
                    PAUSE,
                    FORCE_OFF,
                    DELETE,
                    UNDELETE,
                    DELETE_FOR_GOOD,
                    MIGRATE,
                    DETACH_DISK,
                    DELETE_SNAPSHOT,
                    TAG -> Optional.empty();
        };
    }

    /** @throws Conflict if the VM's state does not allow it */
    public void require(VmAction action, VmRow vm) {
        whyNot(action, vm).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Empty if its state allows it. */
    public Optional<Conflict> whyNot(VmAction action, VmRow vm) {
        if (isDeletion(action) && vm.end().isProtected()) {
            return no(
                    "vm-protected",
                    "It is protected against deletion. Take the delete protection off first: on its page, or by the API.");
        }
        return switch (vm.lifecycle()) {
            // A launch can be given up at any time: it is undone, and the VM goes.
            case LAUNCHING ->
                unlessAlways(action, "vm-launching", "It is still being launched. Wait until that has ended.");
            case FAILED ->
                unlessAlways(action, "vm-failed", "Its launch failed and was undone. Delete it, and launch a new one.");
            case DELETING -> no("vm-deleting", "It is being deleted.");
            case LOST -> unlessAlways(action, "vm-lost", "It is lost with its host. Delete it, and launch a new one.");
            case BINNED -> whyNotBinned(action, vm);
            case READY ->
                action == VmAction.UNDELETE
                        ? no("vm-not-binned", "It is not in the recycle bin.")
                        : whyNotWhole(action, vm);
        };
    }

    /** Deleting, and what is only about how people find it. */
    private static Optional<Conflict> unlessAlways(VmAction action, String code, String sentence) {
        return isDeletion(action) || action == VmAction.TAG ? Optional.empty() : no(code, sentence);
    }

    private static boolean isDeletion(VmAction action) {
        return action == VmAction.DELETE || action == VmAction.DELETE_FOR_GOOD;
    }

    /** It may have to make way for the upkeep of its host, as everything there. */
    private Optional<Conflict> whyNotBinned(VmAction action, VmRow vm) {
        return switch (action) {
            case UNDELETE, DELETE_FOR_GOOD, MIGRATE -> whyNotWhole(action, vm);
            case DELETE -> no("vm-binned", "It is in the recycle bin already. Restore it, or delete it for good.");
            case START,
                    SHUTDOWN,
                    REBOOT,
                    RESET,
                    PAUSE,
                    RESUME,
                    FORCE_OFF,
                    CONSOLE,
                    SET_PASSWORD,
                    CHANGE_DISC,
                    ATTACH_DISK,
                    DETACH_DISK,
                    GROW_DISK,
                    MOVE,
                    RESTORE,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG ->
                no("vm-binned", "It is in the recycle bin. Restore it from there first, or delete it for good.");
        };
    }

    private Optional<Conflict> whyNotWhole(VmAction action, VmRow vm) {
        if (vm.warm().pool().isPresent() && isForItsOwner(action)) {
            return no(
                    "vm-warm",
                    "It waits in a warm pool for whoever launches such a VM next, so nobody works with it. Launch one, or"
                            + " change the pool.");
        }
        if (action == VmAction.CONSOLE) {
            return whyNoScreen(vm);
        }
        if (action == VmAction.TAG) {
            // Nothing of it changes but how people find it.
            return Optional.empty();
        }
        if (vm.underWay().isPresent()) {
            return no(
                    "busy",
                    "This VM is busy: " + vm.underWay().get().doing() + " since "
                            + UtcWords.since(vm.changedAt(), clock) + ". Wait until that has ended.");
        }
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
        if (action == VmAction.RESIZE && vm.isAdopted()) {
            return no(
                    "vm-adopted",
                    "It was adopted with the hardware that it had, so Slipway does not change its size. Change it by hand on"
                            + " the host.");
        }
        if (action == VmAction.REBUILD && vm.base().isEmpty()) {
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
        if (action == VmAction.MIGRATE && vm.hasDisks()) {
            return no(
                    "vm-has-disks",
                    "Disks are attached to it, which stay on their host. Detach them, and it can be moved; they can be"
                            + " attached to VMs on the host where they lie.");
        }
        var obstacle = SnapshotObstacles.whyNot(action, vm);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        if (action == VmAction.MOVE) {
            // Only whose it is changes, so neither its power nor its host matters.
            return Optional.empty();
        }
        if (action == VmAction.UNDELETE) {
            // Nothing is done on its host.
            return Optional.empty();
        }
        if (isDeletion(action)) {
            // Also while its host is silent: the deletion then waits for the host, so that nothing is left there.
            return Optional.empty();
        }
        if (action == VmAction.START
                && vm.end().lease().filter(LeaseEnd::isOver).isPresent()) {
            return no(
                    "lease-over",
                    "Its lease is over, so it stays off. Extend the lease on its page, and start it then.");
        }
        var silent = whySilent(vm);
        return silent.isPresent() ? silent : whyNotPower(action, vm.power().observed());
    }

    /** What nobody may do before its owner: look into it, change what is in it, mark it, or give it away. */
    private static boolean isForItsOwner(VmAction action) {
        return switch (action) {
            case CONSOLE,
                    SET_PASSWORD,
                    CHANGE_DISC,
                    ATTACH_DISK,
                    DETACH_DISK,
                    GROW_DISK,
                    MOVE,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    RESTORE,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG -> true;
            case START, SHUTDOWN, REBOOT, RESET, PAUSE, RESUME, FORCE_OFF, DELETE, UNDELETE, DELETE_FOR_GOOD, MIGRATE ->
                false;
        };
    }

    private Optional<Conflict> whyNoScreen(VmRow vm) {
        if (!vm.power().observed().isOn()) {
            return no("vm-off", "It is " + vm.power().observed().words() + ", so there is no screen. Start it first.");
        }
        return whySilent(vm);
    }

    private Optional<Conflict> whySilent(VmRow vm) {
        return vm.power()
                .silentSince()
                .flatMap(since -> no(
                        "host-silent",
                        "Its host does not answer since " + UtcWords.since(since, clock)
                                + ". It is tried again and again; nothing of yours is lost."));
    }

    private static Optional<Conflict> whyNotPower(VmAction action, ObservedPower power) {
        return switch (action) {
            case START ->
                switch (power) {
                    case OFF, CRASHED, MISSING -> Optional.empty();
                    case RUNNING -> no("vm-on", "It is running already.");
                    case PAUSED -> no("vm-on", "It is paused. Resume it, and it goes on where it was.");
                    case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
                };
            case SHUTDOWN, REBOOT ->
                switch (power) {
                    case RUNNING, SHUTTING_DOWN -> Optional.empty();
                    case PAUSED ->
                        no("vm-paused", "It is paused, so its guest cannot react. Resume it first, or force it off.");
                    case OFF, CRASHED, MISSING -> no("vm-off", "It is not running.");
                };
            case RESET, PAUSE ->
                switch (power) {
                    case RUNNING, SHUTTING_DOWN -> Optional.empty();
                    case PAUSED ->
                        action == VmAction.PAUSE
                                ? no("vm-paused", "It is paused already.")
                                : no("vm-paused", "It is paused. Resume it first, or force it off.");
                    case OFF, CRASHED, MISSING -> no("vm-off", "It is not running.");
                };
            case SET_PASSWORD ->
                switch (power) {
                    case RUNNING -> Optional.empty();
                    case SHUTTING_DOWN -> no("vm-on", "It is shutting down. Start it again for that.");
                    case PAUSED -> no("vm-paused", "It is paused, so its guest cannot be told. Resume it first.");
                    case OFF, CRASHED, MISSING ->
                        no("vm-off", "It is not running. Start it: the agent in its guest sets the password.");
                };
            case RESUME ->
                switch (power) {
                    case PAUSED -> Optional.empty();
                    case RUNNING, SHUTTING_DOWN -> no("vm-on", "It is not paused.");
                    case OFF, CRASHED, MISSING -> no("vm-off", "It is not running. Start it.");
                };
            case FORCE_OFF ->
                switch (power) {
                    case RUNNING, SHUTTING_DOWN, PAUSED -> Optional.empty();
                    case OFF, CRASHED, MISSING -> no("vm-off", "It is not running.");
                };
            case RESTORE ->
                power == ObservedPower.MISSING
                        ? Optional.empty()
                        : no("vm-there", "Its host knows it; there is nothing to restore.");
            case CHANGE_DISC ->
                power == ObservedPower.MISSING
                        ? no("vm-missing", "Its host does not know it any more. Start it, so that it is defined anew.")
                        : Optional.empty();
            case MIGRATE -> whyNotMigrate(power);
            case PROMOTE -> whyNotPromote(power);
            case REBUILD, RESIZE -> whyNotOff(power);
            case SNAPSHOT, ATTACH_DISK, DETACH_DISK, GROW_DISK -> whyNotKept(power);
            case REVERT, DELETE_SNAPSHOT ->
                power == ObservedPower.MISSING
                        ? no("vm-missing", "Its host does not know it any more. Restore it first.")
                        : Optional.empty();
            case DELETE, UNDELETE, DELETE_FOR_GOOD, CONSOLE, MOVE, TAG -> Optional.empty();
        };
    }

    private static Optional<Conflict> whyNotMigrate(ObservedPower power) {
        return switch (power) {
            case RUNNING, OFF, CRASHED -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it, or force it off, and move it then.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case MISSING ->
                no(
                        "vm-missing",
                        "Its host does not know it any more. Start it, so that it is defined anew, and move it then.");
        };
    }

    private static Optional<Conflict> whyNotPromote(ObservedPower power) {
        return switch (power) {
            case OFF, RUNNING -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it first, or force it off.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case CRASHED ->
                no(
                        "vm-crashed",
                        "It has crashed, so its disk may not be whole. Start it and shut it down properly first.");
            case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
        };
    }

    private static Optional<Conflict> whyNotOff(ObservedPower power) {
        return switch (power) {
            case OFF, CRASHED -> Optional.empty();
            case RUNNING, PAUSED -> no("vm-on", "It is on. Shut it down or force it off first.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
        };
    }

    private static Optional<Conflict> whyNotKept(ObservedPower power) {
        return switch (power) {
            case RUNNING, OFF, CRASHED -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it first, or force it off.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
        };
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
