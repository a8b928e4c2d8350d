package dev.slipway.vm.work;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a workflow's own step has seen on the host: kept at once, newer than any inventory taken before. */
@Component
public class Observations {
    private final VmStore store;
    private final PowerRows power;
    private final VmCharges charges;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Observations(
            VmStore store,
            PowerRows power,
            VmCharges charges,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.power = power;
        this.charges = charges;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param seen by a call that has just returned; empty only if the host says that there is no such domain */
    public ObservedPower keep(VmId id, Optional<DomainObservation> seen) {
        var observed = ObservedPower.of(seen);
        transaction.executeWithoutResult(status -> store.lock(id).ifPresent(vm -> {
            power.observed(id, observed, clock.instant(), Optional.empty());
            charges.follow(vm, observed);
            changes.announce(Topic.VM, id.value(), vm.owner().project());
        }));
        return observed;
    }
}
