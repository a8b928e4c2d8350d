package dev.slipway.ui.vm;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.console.ConsoleView;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disk.DiskAction;
import dev.slipway.vm.disk.Disks;
import dev.slipway.vm.end.Deletions;
import dev.slipway.vm.nic.NicAction;
import dev.slipway.vm.power.RestartPolicies;
import dev.slipway.vm.power.RestartPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What pressing an action's button does, wherever the button stands. */
@Component
class VmActions {
    private static final Set<VmAction> IN_THEIR_PLACE = Set.of(
            VmAction.CHANGE_DISC,
            VmAction.ATTACH_DISK,
            VmAction.DETACH_DISK,
            VmAction.GROW_DISK,
            VmAction.GROW_OWN_DISK,
            VmAction.SET_PASSWORD,
            VmAction.SNAPSHOT,
            VmAction.REVERT,
            VmAction.DELETE_SNAPSHOT,
            VmAction.TAG,
            VmAction.ADD_NIC,
            VmAction.REMOVE_NIC,
            VmAction.SET_LINK,
            VmAction.BACKUP,
            VmAction.RESTORE_BACKUP);

    private final VirtualMachines machines;
    private final Deletions deletions;
    private final Disks disks;
    private final BackupActions backups;
    private final VmDialogs dialogs;
    private final RestartPolicies policies;
    private final Operations operations;
    private final Actors actors;

    VmActions(
            VirtualMachines machines,
            Deletions deletions,
            Disks disks,
            BackupActions backups,
            VmDialogs dialogs,
            RestartPolicies policies,
            Operations operations,
            Actors actors) {
        this.machines = machines;
        this.deletions = deletions;
        this.disks = disks;
        this.backups = backups;
        this.dialogs = dialogs;
        this.policies = policies;
        this.operations = operations;
        this.actors = actors;
    }

    void run(VmAction action, VmView vm) {
        switch (action) {
            case START -> machines.start(vm.id(), actors.current());
            case SHUTDOWN -> machines.shutdown(vm.id(), actors.current());
            case REBOOT -> machines.reboot(vm.id(), actors.current());
            case PAUSE -> machines.pause(vm.id(), actors.current());
            case RESUME -> machines.resume(vm.id(), actors.current());
            case HIBERNATE -> confirmHibernate(vm);
            case RESCUE -> confirmRescue(vm);
            case LEAVE_RESCUE -> confirmLeaveRescue(vm);
            case RESET -> confirmReset(vm);
            case FORCE_OFF -> confirmForceOff(vm);
            case RESTORE -> machines.restore(vm.id(), actors.current());
            case DELETE -> confirmDelete(vm);
            case UNDELETE -> deletions.restore(vm.id(), actors.current());
            case DELETE_FOR_GOOD -> confirmDeleteForGood(vm);
            case CONSOLE -> UI.getCurrent().navigate(ConsoleView.class, ConsoleView.of(vm.id()));
            case CHANGE_DISC,
                    ATTACH_DISK,
                    DETACH_DISK,
                    GROW_DISK,
                    GROW_OWN_DISK,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    ADD_NIC,
                    REMOVE_NIC,
                    SET_LINK,
                    BACKUP,
                    RESTORE_BACKUP -> UI.getCurrent().navigate(VmPage.class, VmPage.of(vm.id()));
            case SET_PASSWORD -> dialogs.setPassword(vm);
            case MOVE -> dialogs.handOver(vm);
            case MIGRATE -> dialogs.migrate(vm);
            case PROMOTE -> dialogs.promote(vm);
            case REBUILD -> dialogs.rebuild(vm);
            case RESIZE -> dialogs.resize(vm);
            case TAG -> dialogs.changeTags(vm);
            case CLONE -> dialogs.makeClones(vm);
        }
    }

    /** Whether it is worth its place: one that is for a rare plight is shown in that plight only. */
    static boolean isShown(VmAction action, VmView vm) {
        boolean binned = vm.status() == VmStatus.BINNED;
        return switch (action) {
            case UNDELETE, DELETE_FOR_GOOD -> binned;
            case RESTORE -> vm.status() == VmStatus.MISSING;
            case RESUME -> vm.status() == VmStatus.PAUSED;
            case PAUSE -> !binned && vm.status() != VmStatus.PAUSED;
            case MIGRATE -> true;
            case LEAVE_RESCUE -> !binned && vm.inRescue();
            case RESCUE -> !binned && !vm.inRescue();
            case START,
                    SHUTDOWN,
                    REBOOT,
                    RESET,
                    FORCE_OFF,
                    DELETE,
                    CONSOLE,
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
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG,
                    ADD_NIC,
                    REMOVE_NIC,
                    SET_LINK,
                    CLONE,
                    HIBERNATE,
                    BACKUP,
                    RESTORE_BACKUP -> !binned;
        };
    }

    void showDefinition(VmView vm) {
        dialogs.showDefinition(vm);
    }

    void cancel(OperationView operation) {
        operations.cancel(operation.id(), actors.current());
    }

    void restart(VmView vm, RestartPolicy policy) {
        policies.set(vm.id(), policy, actors.current());
    }

    Optional<String> whyNotRestart(VmView vm) {
        return actors.current().whyNot(Permission.VM_POWER, vm.scope());
    }

    void protect(VmView vm, boolean on) {
        if (on) {
            deletions.protect(vm.id(), actors.current());
        } else {
            deletions.unprotect(vm.id(), actors.current());
        }
    }

    /** It may be as secret as the screen. */
    Optional<String> whyNoBootLog(VmView vm) {
        return actors.current().whyNot(Permission.VM_CONSOLE, vm.scope());
    }

    Optional<String> whyNotProtect(VmView vm) {
        return actors.current().whyNot(Permission.VM_DELETE, vm.scope());
    }

    boolean mayMigrate() {
        return actors.current().can(Permission.VM_MIGRATE, Scope.PLATFORM);
    }

    /** Whether this person may make images anywhere. */
    boolean mayPromote() {
        return actors.current().grants().stream().anyMatch(grant -> grant.role().allows(Permission.IMAGE_OWN));
    }

    /** As {@link #mayPromote}. */
    boolean mayBackUp() {
        return actors.current().grants().stream().anyMatch(grant -> grant.role().allows(Permission.VM_BACKUP));
    }

    /**
     * Those that this person may know of: that there are hosts is nothing for others, nor that one may own images. Disks, discs,
     * snapshots, passwords and tags are changed where they are shown.
     */
    List<VmAction> offered() {
        return Stream.of(VmAction.values())
                .filter(a -> !IN_THEIR_PLACE.contains(a))
                .filter(a -> a != VmAction.MIGRATE || actors.current().can(Permission.HOST_READ, Scope.PLATFORM))
                .filter(a -> a != VmAction.PROMOTE || mayPromote())
                .toList();
    }

    static VaadinIcon icon(VmAction action) {
        return switch (action) {
            case START -> VaadinIcon.PLAY;
            case SHUTDOWN -> VaadinIcon.POWER_OFF;
            case REBOOT -> VaadinIcon.REFRESH;
            case RESET -> VaadinIcon.BOLT;
            case PAUSE -> VaadinIcon.PAUSE;
            case RESUME -> VaadinIcon.PLAY_CIRCLE;
            case FORCE_OFF -> VaadinIcon.STOP;
            case DELETE, DELETE_FOR_GOOD -> VaadinIcon.TRASH;
            case CONSOLE -> VaadinIcon.TERMINAL;
            case SET_PASSWORD -> VaadinIcon.KEY;
            case CHANGE_DISC -> VaadinIcon.DISC;
            case ATTACH_DISK -> DiskActions.icon(DiskAction.ATTACH);
            case DETACH_DISK -> DiskActions.icon(DiskAction.DETACH);
            case GROW_DISK, GROW_OWN_DISK -> DiskActions.icon(DiskAction.GROW);
            case MOVE -> VaadinIcon.EXCHANGE;
            case RESTORE, UNDELETE -> VaadinIcon.ROTATE_LEFT;
            case MIGRATE -> VaadinIcon.ROAD;
            case PROMOTE -> VaadinIcon.COPY_O;
            case REBUILD -> VaadinIcon.RECYCLE;
            case RESIZE -> VaadinIcon.RESIZE_H;
            case SNAPSHOT -> VaadinIcon.CAMERA;
            case REVERT -> VaadinIcon.TIME_BACKWARD;
            case DELETE_SNAPSHOT -> VaadinIcon.TRASH;
            case TAG -> VaadinIcon.TAGS;
            case ADD_NIC -> VaadinIcon.PLUS;
            case REMOVE_NIC -> NicActions.icon(NicAction.REMOVE);
            case SET_LINK -> NicActions.icon(NicAction.LINK);
            case CLONE -> VaadinIcon.COPY;
            case HIBERNATE -> VaadinIcon.MOON_O;
            case RESCUE -> VaadinIcon.LIFEBUOY;
            case LEAVE_RESCUE -> VaadinIcon.EXIT_O;
            case BACKUP, RESTORE_BACKUP -> VaadinIcon.ARCHIVE;
        };
    }

    private void confirmForceOff(VmView vm) {
        new ConsequenceDialog(
                        "Force " + vm.name() + " off?",
                        vm.status() == VmStatus.HIBERNATED
                                ? List.of(
                                        "What its host kept of its memory is thrown away, as if its plug had been pulled.",
                                        "What its programs had not yet written to disk is lost.",
                                        "It stays off, and starts anew. To go on where it was, start it instead.")
                                : List.of(
                                        "It stops at once, as if its plug were pulled.",
                                        "What its programs have not yet written to disk is lost.",
                                        "Shutting down is gentler, if the guest still answers."),
                        VmAction.FORCE_OFF.words(),
                        () -> machines.forceOff(vm.id(), actors.current()))
                .open();
    }

    private void confirmHibernate(VmView vm) {
        new ConsequenceDialog(
                        "Hibernate " + vm.name() + "?",
                        List.of(
                                "It stands still while its memory is written to its host's disk, and is off then.",
                                "Starting it lets it go on where it was. Its connections are broken by then, and its clock"
                                        + " is behind until it is set.",
                                "Its running vCPUs and memory are given back, and asked for again when it is started.",
                                "Meanwhile it stays on its host, and nothing of it is changed: neither its size, disks,"
                                        + " discs and network cards, nor its snapshots."),
                        VmAction.HIBERNATE.words(),
                        () -> machines.hibernate(vm.id(), actors.current()))
                .harmless()
                .open();
    }

    private void confirmRescue(VmView vm) {
        new ConsequenceDialog(
                        "Start " + vm.name() + " from a disc?",
                        List.of(
                                "It starts from the disc in its drives, which you insert before, and all its disks are"
                                        + " attached: mend there what does not start any more.",
                                "It starts so each time, until you leave rescue.",
                                "It takes its running vCPUs and memory, as any start does."),
                        VmAction.RESCUE.words(),
                        () -> machines.rescue(vm.id(), actors.current()))
                .harmless()
                .open();
    }

    private void confirmLeaveRescue(VmView vm) {
        new ConsequenceDialog(
                        "Leave rescue of " + vm.name() + "?",
                        List.of(
                                "If it is on, it stops at once, as if its plug were pulled. Unmount its disks in the rescue"
                                        + " system first, or shut it down.",
                                "It is off then. Started again, it starts from its disk; the disc stays in its drive."),
                        VmAction.LEAVE_RESCUE.words(),
                        () -> machines.leaveRescue(vm.id(), actors.current()))
                .open();
    }

    private void confirmReset(VmView vm) {
        new ConsequenceDialog(
                        "Reset " + vm.name() + "?",
                        List.of(
                                "It starts over at once, as if its reset button were pressed.",
                                "What its programs have not yet written to disk is lost.",
                                "Rebooting is gentler, if the guest still answers."),
                        VmAction.RESET.words(),
                        () -> machines.reset(vm.id(), actors.current()))
                .open();
    }

    private List<String> stays(VmView vm) {
        return DeleteDialog.stays(
                disks.of(vm.id(), actors.current()), backups.of(vm).all().size());
    }

    private void confirmDelete(VmView vm) {
        new DeleteDialog(
                        vm,
                        deletions.keptFor(vm.id(), actors.current()),
                        stays(vm),
                        () -> machines.delete(vm.id(), actors.current()),
                        () -> deletions.forGood(vm.id(), actors.current()))
                .open();
    }

    private void confirmDeleteForGood(VmView vm) {
        new ConsequenceDialog(
                        "Delete " + vm.name() + " for good?",
                        DeleteDialog.and(
                                List.of(
                                        "Its own disk with its snapshots and everything on it are gone.",
                                        "Its quota is given back."),
                                stays(vm)),
                        VmAction.DELETE_FOR_GOOD.words(),
                        () -> deletions.forGood(vm.id(), actors.current()))
                .open();
    }
}
