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
            case START, SHUTDOWN, REBOOT, RESET, PAUSE, RESUME, FORCE_OFF, RESTORE, HIBERNATE, RESCUE, LEAVE_RESCUE ->
                Permission.VM_POWER;
            case DELETE, UNDELETE, DELETE_FOR_GOOD -> Permission.VM_DELETE;
            case CONSOLE -> Permission.VM_CONSOLE;
            case SET_PASSWORD -> Permission.VM_PASSWORD;
            case CHANGE_DISC -> Permission.VM_DISC;
            case ATTACH_DISK, DETACH_DISK, GROW_DISK, GROW_OWN_DISK -> Permission.VM_DISK;
            case MOVE -> Permission.VM_MOVE;
            case MIGRATE -> Permission.VM_MIGRATE;
            case PROMOTE -> Permission.IMAGE_OWN;
            case REBUILD -> Permission.VM_REBUILD;
            case RESIZE -> Permission.VM_RESIZE;
            case SNAPSHOT, REVERT, DELETE_SNAPSHOT -> Permission.VM_SNAPSHOT;
            case TAG -> Permission.VM_TAG;
            case ADD_NIC, REMOVE_NIC, SET_LINK -> Permission.VM_NIC;
            case CLONE -> Permission.VM_CLONE;
            case BACKUP, RESTORE_BACKUP -> Permission.VM_BACKUP;
        };
    }

    /**
     * For what its people say of how it is kept and run: it is theirs, and will run.
     *
     * @throws Conflict {@code vm-gone} of one that will not run again; {@code vm-binned}, {@code vm-warm}
     */
    public static void requireItsPeoples(VmRow vm) {
        switch (vm.lifecycle()) {
            case LAUNCHING, READY -> {
                // It runs, or will.
            }
            case BINNED -> throw new Conflict("vm-binned", "It is in the recycle bin. Restore it from there first.");
            case FAILED, DELETING, LOST -> throw new Conflict("vm-gone", "This VM will not run again.");
        }
        if (vm.warm().pool().isPresent()) {
            throw new Conflict(
                    "vm-warm",
                    "It waits in a warm pool for whoever launches such a VM next, and that is theirs to say.");
        }
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
                    GROW_OWN_DISK,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    SNAPSHOT,
                    REVERT,
                    ADD_NIC,
                    CLONE,
                    RESCUE,
                    BACKUP,
                    RESTORE_BACKUP -> halt.nothingNew();
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
                    TAG,
                    REMOVE_NIC,
                    SET_LINK,
                    HIBERNATE,
                    LEAVE_RESCUE -> Optional.empty();
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
                    GROW_OWN_DISK,
                    MOVE,
                    RESTORE,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG,
                    ADD_NIC,
                    REMOVE_NIC,
                    SET_LINK,
                    CLONE,
                    HIBERNATE,
                    RESCUE,
                    LEAVE_RESCUE,
                    BACKUP,
                    RESTORE_BACKUP ->
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
        var made = MakeObstacles.whyNot(action, vm);
        if (made.isPresent()) {
            return made;
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
        if ((action == VmAction.START || action == VmAction.RESCUE)
                && vm.end().lease().filter(LeaseEnd::isOver).isPresent()) {
            return no(
                    "lease-over",
                    "Its lease is over, so it stays off. Extend the lease on its page, and start it then.");
        }
        var silent = whySilent(vm);
        return silent.isPresent()
                ? silent
                : PowerObstacles.whyNot(action, vm.power().observed());
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
                    GROW_OWN_DISK,
                    MOVE,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    RESTORE,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG,
                    ADD_NIC,
                    REMOVE_NIC,
                    SET_LINK,
                    CLONE,
                    RESCUE,
                    LEAVE_RESCUE,
                    BACKUP,
                    RESTORE_BACKUP -> true;
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
                    MIGRATE,
                    HIBERNATE -> false;
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

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
