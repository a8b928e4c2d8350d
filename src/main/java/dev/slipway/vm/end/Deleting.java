package dev.slipway.vm.end;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmSettings;
import dev.slipway.vm.state.VmStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The click on Delete, whatever state the VM is in. */
@Component
public class Deleting {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final Operations operations;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final VmSettings settings;

    Deleting(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            Operations operations,
            Changes changes,
            ApplicationEventPublisher events,
            VmSettings settings) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.operations = operations;
        this.changes = changes;
        this.events = events;
        this.settings = settings;
    }

    /** Into the recycle bin, if there is anything to come back to. */
    public OperationId delete(VmId id, Actor actor) {
        return delete(id, VmAction.DELETE, actor);
    }

    OperationId forGood(VmId id, Actor actor) {
        return delete(id, VmAction.DELETE_FOR_GOOD, actor);
    }

    private OperationId delete(VmId id, VmAction action, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DELETE, actor);
        if (vm.lifecycle() == Lifecycle.LAUNCHING) {
            var launch = giveUpLaunch(vm, actor);
            if (launch.isPresent()) {
                return launch.get();
            }
            // It has ended in this very moment.
            vm = lookup.require(id, Permission.VM_DELETE, actor);
        }
        rules.require(action, vm);
        var toBin = action == VmAction.DELETE && keptFor(vm).isPresent();
        var operation = submit(toBin ? BinVm.KIND : DeleteVm.KIND, vm, actor);
        if (!store.deleting(id, vm.lifecycle())) {
            throw new Conflict("busy", "This VM has just become busy with something else. Look at it again.");
        }
        if (toBin) {
            told(vm, "vm.delete", "Delete asked for: it goes to the recycle bin.", actor);
        } else if (action == VmAction.DELETE) {
            told(vm, "vm.delete", "Delete asked for.", actor);
        } else {
            told(vm, "vm.delete-for-good", "Delete for good asked for.", actor);
        }
        return operation;
    }

    /** For a launch that could not be turned round any more: in the transaction that ends it. */
    public void follow(VmRow vm, Actor requestedBy) {
        submit(DeleteVm.KIND, vm, requestedBy);
        store.deleting(vm.id(), Lifecycle.READY);
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
    }

    /**
     * How long it could be restored. Empty if it could not: nobody has ever worked with one that waits in a warm pool, and of
     * the failed and the lost only the record is left.
     */
    Optional<Duration> keptFor(VmRow vm) {
        boolean isWorthIt =
                vm.lifecycle() == Lifecycle.READY && vm.warm().pool().isEmpty();
        return Optional.of(settings.recycleBin()).filter(time -> isWorthIt && !time.isZero());
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
        told(vm, "vm.delete", "Delete asked for; the launch is given up.", actor);
        return Optional.of(launch.get().id());
    }

    private OperationId submit(String kind, VmRow vm, Actor actor) {
        return operations.submit(
                new OperationRequest(kind, "vm", vm.id().value(), vm.name(), vm.scope(), Map.of()), actor);
    }

    private void told(VmRow vm, String action, String detail, Actor actor) {
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        events.publishEvent(
                actor.did(action, "vm", vm.id().value(), vm.name(), vm.owner().project(), detail));
    }
}
