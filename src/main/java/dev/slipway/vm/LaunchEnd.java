package dev.slipway.vm;

import dev.slipway.host.Hosts;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.StepContext;
import dev.slipway.placement.Placements;
import org.springframework.stereotype.Component;

/** What becomes of the row when its launch ends, in the transaction that ends it. */
@Component
class LaunchEnd {
    private final VmStore store;
    private final VmCharges charges;
    private final Placements placements;
    private final Changes changes;
    private final Deleting deleting;
    private final Hosts hosts;

    LaunchEnd(
            VmStore store, VmCharges charges, Placements placements, Changes changes, Deleting deleting, Hosts hosts) {
        this.store = store;
        this.charges = charges;
        this.placements = placements;
        this.changes = changes;
        this.deleting = deleting;
        this.hosts = hosts;
    }

    void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.launched(vm.id());
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            // Inventories left it alone until now; whatever happened outside meanwhile is looked for at once.
            vm.host().ifPresent(hosts::attend);
            if (vm.deleteRequested()) {
                // Asked for when the last step was done already: too late to turn round, so it follows.
                deleting.follow(vm, context.requestedBy());
            }
        });
    }

    /** Everything is undone by now. The record stays with the reason, unless its owner has asked for its deletion already. */
    void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            if (vm.deleteRequested()) {
                store.remove(vm.id());
            } else {
                store.launchFailed(vm.id(), why);
            }
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            placements.release(vm.id());
            charges.releaseAll(vm.id());
        });
    }
}
