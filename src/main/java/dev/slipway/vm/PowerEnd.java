package dev.slipway.vm;

import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.StepContext;
import org.springframework.stereotype.Component;

/** What becomes of the row when a power verb ends, in the transaction that ends it. */
@Component
class PowerEnd {
    private final VmStore store;
    private final VmCharges charges;
    private final Changes changes;
    private final FreshLook freshLook;

    PowerEnd(VmStore store, VmCharges charges, Changes changes, FreshLook freshLook) {
        this.store = store;
        this.charges = charges;
        this.changes = changes;
        this.freshLook = freshLook;
    }

    /** Either way, what is charged follows what was seen last: a start that came to nothing gives back what it took. */
    void ended(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.end(vm.id());
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            freshLook.afterCommit(vm);
            charges.follow(vm, vm.power().observed());
        });
    }
}
