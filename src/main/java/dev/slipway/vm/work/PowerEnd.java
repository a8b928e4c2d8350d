package dev.slipway.vm.work;

import dev.slipway.host.HostTouched;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmStore;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of the row when a power verb ends, in the transaction that ends it. */
@Component
public class PowerEnd {
    private final VmStore store;
    private final VmCharges charges;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    PowerEnd(VmStore store, VmCharges charges, Changes changes, ApplicationEventPublisher events) {
        this.store = store;
        this.charges = charges;
        this.changes = changes;
        this.events = events;
    }

    /** Either way, what is charged follows what was seen last: a start that came to nothing gives back what it took. */
    public void ended(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.end(vm.id());
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            // Inventories left it alone until now; whatever happened outside meanwhile is looked for at once.
            vm.host().ifPresent(host -> events.publishEvent(new HostTouched(host)));
            charges.follow(vm, vm.power().observed());
        });
    }
}
