package dev.slipway.vm;

import dev.slipway.host.HostUpkeep;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Suspensions;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The clicks on Start, Shut down, Reboot, Force off and Restore. */
@Component
class Powering {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final VmCharges charges;
    private final Suspensions suspensions;
    private final HostUpkeep upkeep;
    private final Operations operations;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Powering(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            VmCharges charges,
            Suspensions suspensions,
            HostUpkeep upkeep,
            Operations operations,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.charges = charges;
        this.suspensions = suspensions;
        this.upkeep = upkeep;
        this.operations = operations;
        this.changes = changes;
        this.events = events;
    }

    OperationId submit(Verb verb, VmId id, Actor actor) {
        var action = action(verb);
        var vm = lookup.require(id, VmRules.permission(action), actor);
        rules.require(action, vm);
        hold(verb, vm);
        var operation = operations.submit(
                new OperationRequest(verb.kind(), "vm", id.value(), vm.name(), vm.scope(), Map.of()), actor);
        // From here on the row is ours. Who owned it a moment ago may not any more, and must not pay.
        if (!store.begin(id, verb) || !store.find(id).map(VmRow::owner).equals(Optional.of(vm.owner()))) {
            throw new Conflict("busy", "This VM has just become busy with something else. Look at it again.");
        }
        changes.announce(Topic.VM, id.value(), vm.owner().project());
        events.publishEvent(actor.did(
                "vm." + name(verb), "vm", id.value(), vm.name(), vm.owner().project(), verb.title() + " asked for."));
        if (verb == Verb.START) {
            charges.turnOn(vm);
        }
        return operation;
    }

    /** Whatever is suspended meanwhile is so before this, or after it has begun. */
    private void hold(Verb verb, VmRow vm) {
        switch (verb) {
            case START -> {
                suspensions.requireActive(vm.owner().tenant());
                upkeep.requireStartsAllowed(VmHosts.hostOf(vm));
            }
            case RESTORE -> suspensions.requireActive(vm.owner().tenant());
            case REBOOT -> suspensions.requireMayRun(vm.owner().tenant());
            case SHUTDOWN, FORCE_OFF, CHANGE_DISC, MIGRATE, PROMOTE -> {
                // Always possible.
            }
        }
    }

    private static VmAction action(Verb verb) {
        return switch (verb) {
            case START -> VmAction.START;
            case SHUTDOWN -> VmAction.SHUTDOWN;
            case REBOOT -> VmAction.REBOOT;
            case FORCE_OFF -> VmAction.FORCE_OFF;
            case RESTORE -> VmAction.RESTORE;
            case CHANGE_DISC -> VmAction.CHANGE_DISC;
            case MIGRATE -> VmAction.MIGRATE;
            case PROMOTE -> VmAction.PROMOTE;
        };
    }

    private static String name(Verb verb) {
        return switch (verb) {
            case START -> "start";
            case SHUTDOWN -> "shutdown";
            case REBOOT -> "reboot";
            case FORCE_OFF -> "force-off";
            case RESTORE -> "restore";
            case CHANGE_DISC -> "change-disc";
            case MIGRATE -> "migrate";
            case PROMOTE -> "promote";
        };
    }
}
