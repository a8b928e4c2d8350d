package dev.slipway.vm.move;

import dev.slipway.host.Hosts;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.StepContext;
import dev.slipway.placement.Relocations;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.Observations;
import dev.slipway.vm.work.VmSteps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the books say of where a VM is, while it moves and when that has ended. */
@Component
class MigrationEnd {
    private final VmStore store;
    private final MigrationTable table;
    private final Journeys journeys;
    private final Relocations relocations;
    private final Observations observations;
    private final Hosts hosts;
    private final Changes changes;
    private final TransactionTemplate transaction;

    MigrationEnd(
            VmStore store,
            MigrationTable table,
            Journeys journeys,
            Relocations relocations,
            Observations observations,
            Hosts hosts,
            Changes changes,
            TransactionTemplate transaction) {
        this.store = store;
        this.table = table;
        this.journeys = journeys;
        this.relocations = relocations;
        this.observations = observations;
        this.hosts = hosts;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** Its place, with the room that goes with it; and how it is there. */
    void at(StepContext context, boolean destination) {
        var journey = journeys.of(context);
        var migration = journey.migration();
        var place = destination ? migration.to() : migration.from();
        transaction.executeWithoutResult(status -> store.lock(migration.vm()).ifPresent(vm -> {
            store.place(vm.id(), place);
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            relocations.settle(vm.id(), place);
        }));
        if (destination) {
            observations.keep(
                    migration.vm(), journey.destination().observe(migration.vm().value()));
        }
    }

    void succeeded(StepContext context) {
        ended(context, true);
    }

    void failed(StepContext context, Problem why) {
        ended(context, false);
    }

    private void ended(StepContext context, boolean arrived) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.end(vm.id());
            table.find(vm.id()).ifPresent(migration -> {
                if (arrived) {
                    journeys.leaveBehind(migration, vm);
                }
                table.end(vm.id());
                // Inventories left it alone until now.
                hosts.attend(migration.from());
                hosts.attend(migration.to());
            });
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            relocations.end(vm.id());
        });
    }
}
