package dev.slipway.vm.guest;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.work.PowerRows.Running;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the agents in guests, where there are any. On a thread that may wait for them. */
@Component
public class GuestWatch {
    private final Hypervisors hypervisors;
    private final GuestRows rows;
    private final Changes changes;
    private final TransactionTemplate transaction;

    GuestWatch(Hypervisors hypervisors, GuestRows rows, Changes changes, TransactionTemplate transaction) {
        this.hypervisors = hypervisors;
        this.rows = rows;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** @throws dev.slipway.kernel.Problem if its host does not answer */
    public void look(Running vm) {
        hypervisors
                .on(vm.host())
                .guestReport(vm.vm().value())
                .ifPresent(report -> transaction.executeWithoutResult(status -> {
                    if (rows.keep(vm.vm(), vm.since(), report)) {
                        changes.announce(Topic.VM, vm.vm().value(), vm.project());
                    }
                }));
    }
}
