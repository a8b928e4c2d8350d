package dev.slipway.vm;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The click on Delete, whatever state the VM is in. */
@Component
class Deleting {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final Operations operations;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Deleting(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            Operations operations,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.operations = operations;
        this.changes = changes;
        this.events = events;
    }

    OperationId delete(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DELETE, actor);
        if (vm.lifecycle() == Lifecycle.LAUNCHING) {
            var launch = giveUpLaunch(vm, actor);
            if (launch.isPresent()) {
                return launch.get();
            }
            // It has ended in this very moment.
            vm = lookup.require(id, Permission.VM_DELETE, actor);
        }
        rules.require(VmAction.DELETE, vm);
        var operation = submit(vm, actor);
        if (!store.deleting(id)) {
            throw new Conflict("busy", "This VM has just become busy with something else. Look at it again.");
        }
        told(vm, actor, "Delete asked for.");
        return operation;
    }

    /** For a launch that could not be turned round any more: in the transaction that ends it. */
    void follow(VmRow vm, Actor requestedBy) {
        submit(vm, requestedBy);
        store.deleting(vm.id());
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
    }

    /** The launch is undone, and takes the VM with it when it ends. */
    private Optional<OperationId> giveUpLaunch(VmRow vm, Actor actor) {
        var launch = operations.active(vm.id().value());
        if (launch.isEmpty()) {
            return Optional.empty();
        }
        operations.cancel(launch.get().id(), actor);
        if (!store.requestDelete(vm.id())) {
            return Optional.empty();
        }
        told(vm, actor, "Delete asked for; the launch is given up.");
        return Optional.of(launch.get().id());
    }

    private OperationId submit(VmRow vm, Actor actor) {
        return operations.submit(
                new OperationRequest(DeleteVm.KIND, "vm", vm.id().value(), vm.name(), vm.scope(), Map.of()), actor);
    }

    private void told(VmRow vm, Actor actor, String detail) {
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        events.publishEvent(actor.did(
                "vm.delete", "vm", vm.id().value(), vm.name(), vm.owner().project(), detail));
    }
}
