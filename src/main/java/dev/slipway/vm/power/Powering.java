package dev.slipway.vm.power;

import dev.slipway.host.HostUpkeep;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaForecast;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import dev.slipway.vm.work.VmHosts;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The clicks on what turns a VM on and off, and on Restore. */
@Component
public class Powering {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmCharges charges;
    private final Suspensions suspensions;
    private final HostUpkeep upkeep;
    private final Beginning beginning;

    Powering(
            VmLookup lookup,
            VmRules rules,
            VmCharges charges,
            Suspensions suspensions,
            HostUpkeep upkeep,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.charges = charges;
        this.suspensions = suspensions;
        this.upkeep = upkeep;
        this.beginning = beginning;
    }

    public OperationId submit(Verb verb, VmId id, Actor actor) {
        var action = action(verb);
        var vm = lookup.require(id, VmRules.permission(action), actor);
        rules.require(action, vm);
        hold(verb, vm);
        var operation = beginning.begin(verb, vm, Map.of(), "vm." + name(verb), verb.title() + " asked for.", actor);
        if (verb == Verb.START || verb == Verb.RESCUE) {
            charges.turnOn(vm);
        }
        return operation;
    }

    public QuotaForecast forecastStarts(List<VmId> ids, Actor actor) {
        var found = lookup.require(ids, VmRules.permission(VmAction.START), actor);
        return charges.forecast(found, actor);
    }

    /** Whatever is suspended meanwhile is so before this, or after it has begun. */
    private void hold(Verb verb, VmRow vm) {
        switch (verb) {
            case START, RESCUE -> {
                suspensions.requireActive(vm.owner().tenant());
                upkeep.requireStartsAllowed(VmHosts.hostOf(vm));
            }
            case RESTORE -> suspensions.requireActive(vm.owner().tenant());
            case REBOOT, RESET, RESUME -> suspensions.requireMayRun(vm.owner().tenant());
            case SHUTDOWN,
                    PAUSE,
                    FORCE_OFF,
                    SET_PASSWORD,
                    CHANGE_DISC,
                    MIGRATE,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    CREATE_DISK,
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
                    CLONE,
                    HIBERNATE,
                    LEAVE_RESCUE,
                    BACKUP,
                    RESTORE_BACKUP -> {
                // Always possible.
            }
        }
    }

    private static VmAction action(Verb verb) {
        return switch (verb) {
            case START -> VmAction.START;
            case SHUTDOWN -> VmAction.SHUTDOWN;
            case REBOOT -> VmAction.REBOOT;
            case RESET -> VmAction.RESET;
            case PAUSE -> VmAction.PAUSE;
            case RESUME -> VmAction.RESUME;
            case FORCE_OFF -> VmAction.FORCE_OFF;
            case RESTORE -> VmAction.RESTORE;
            case SET_PASSWORD -> VmAction.SET_PASSWORD;
            case CHANGE_DISC -> VmAction.CHANGE_DISC;
            case CREATE_DISK, ATTACH_DISK -> VmAction.ATTACH_DISK;
            case DETACH_DISK -> VmAction.DETACH_DISK;
            case GROW_DISK -> VmAction.GROW_DISK;
            case GROW_OWN_DISK -> VmAction.GROW_OWN_DISK;
            case MIGRATE -> VmAction.MIGRATE;
            case PROMOTE -> VmAction.PROMOTE;
            case REBUILD -> VmAction.REBUILD;
            case RESIZE -> VmAction.RESIZE;
            case SNAPSHOT -> VmAction.SNAPSHOT;
            case REVERT -> VmAction.REVERT;
            case DELETE_SNAPSHOT -> VmAction.DELETE_SNAPSHOT;
            case ADD_NIC -> VmAction.ADD_NIC;
            case REMOVE_NIC -> VmAction.REMOVE_NIC;
            case SET_LINK -> VmAction.SET_LINK;
            case CLONE -> VmAction.CLONE;
            case HIBERNATE -> VmAction.HIBERNATE;
            case RESCUE -> VmAction.RESCUE;
            case LEAVE_RESCUE -> VmAction.LEAVE_RESCUE;
            case BACKUP -> VmAction.BACKUP;
            case RESTORE_BACKUP -> VmAction.RESTORE_BACKUP;
        };
    }

    private static String name(Verb verb) {
        return switch (verb) {
            case START -> "start";
            case SHUTDOWN -> "shutdown";
            case REBOOT -> "reboot";
            case RESET -> "reset";
            case PAUSE -> "pause";
            case RESUME -> "resume";
            case FORCE_OFF -> "force-off";
            case RESTORE -> "restore";
            case SET_PASSWORD -> "set-password";
            case CHANGE_DISC -> "change-disc";
            case CREATE_DISK -> "create-disk";
            case ATTACH_DISK -> "attach-disk";
            case DETACH_DISK -> "detach-disk";
            case GROW_DISK -> "grow-disk";
            case GROW_OWN_DISK -> "grow-own-disk";
            case MIGRATE -> "migrate";
            case PROMOTE -> "promote";
            case REBUILD -> "rebuild";
            case RESIZE -> "resize";
            case SNAPSHOT -> "snapshot";
            case REVERT -> "revert";
            case DELETE_SNAPSHOT -> "delete-snapshot";
            case ADD_NIC -> "add-nic";
            case REMOVE_NIC -> "remove-nic";
            case SET_LINK -> "set-link";
            case CLONE -> "clone";
            case HIBERNATE -> "hibernate";
            case RESCUE -> "rescue";
            case LEAVE_RESCUE -> "leave-rescue";
            case BACKUP -> "back-up";
            case RESTORE_BACKUP -> "restore-backup";
        };
    }
}
