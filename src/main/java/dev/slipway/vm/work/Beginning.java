package dev.slipway.vm.work;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** How a verb begins on a VM that is ready, in the caller's transaction: its operation, the row held for it, everybody told. */
@Component
public class Beginning {
    private final VmStore store;
    private final Operations operations;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Beginning(VmStore store, Operations operations, Changes changes, ApplicationEventPublisher events) {
        this.store = store;
        this.operations = operations;
        this.changes = changes;
        this.events = events;
    }

    /**
     * @param vm as it was found allowed
     * @param arguments for the operation to carry
     * @param action as the audit calls it
     * @throws Conflict {@code busy} if it has changed since, or something else was quicker
     */
    public OperationId begin(
            Verb verb, VmRow vm, Map<String, String> arguments, String action, String words, Actor actor) {
        var id = vm.id();
        var operation = operations.submit(
                new OperationRequest(verb.kind(), "vm", id.value(), vm.name(), vm.scope(), arguments), actor);
        // From here on the row is ours. Who owned it a moment ago may not any more, and must not pay; and it may have
        // its first snapshot, or disk, or another size, since.
        if (!store.begin(id, verb) || !store.find(id).map(now -> isAs(vm, now)).equals(Optional.of(true))) {
            throw new Conflict("busy", "This VM has just become busy with something else. Look at it again.");
        }
        var project = vm.owner().project();
        changes.announce(Topic.VM, id.value(), project);
        events.publishEvent(actor.did(action, "vm", id.value(), vm.name(), project, words));
        return operation;
    }

    private static boolean isAs(VmRow vm, VmRow now) {
        return now.owner().equals(vm.owner())
                && now.hasSnapshots() == vm.hasSnapshots()
                && now.hasDisks() == vm.hasDisks()
                && now.rescue().equals(vm.rescue())
                && now.resources().equals(vm.resources())
                && (now.runsWith().isEmpty() || now.runsWith().equals(vm.runsWith()));
    }
}
