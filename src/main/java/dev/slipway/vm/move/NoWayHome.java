package dev.slipway.vm.move;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.lost.Remnants;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A move that is to be taken back although the host that the VM came from was given up. What has arrived by then stays where
 * it is: to take it back would be to lose it.
 */
@Component
class NoWayHome {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmHosts hosts;
    private final MigrationEnd end;
    private final Remnants remnants;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    NoWayHome(
            VmHosts hosts,
            MigrationEnd end,
            Remnants remnants,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.hosts = hosts;
        this.end = end;
        this.remnants = remnants;
        this.events = events;
        this.transaction = transaction;
    }

    boolean isSo(Journey journey) {
        return hosts.isGivenUp(journey.migration().from());
    }

    /** Notes that the VM is on the new host, if it is; otherwise it is lost with the old one. */
    StepOutcome settle(Journey journey, StepContext context) {
        if (hosts.isGivenUp(journey.migration().to())) {
            return StepOutcome.done();
        }
        var there = journey.destination().observe(journey.there().id().value());
        if (isBetween(there)) {
            return StepOutcome.again(LOOK_AGAIN, "Waiting whether it has arrived, since its old host was given up");
        }
        if (there.isPresent()) {
            end.at(context, true);
            transaction.executeWithoutResult(t -> tell(journey, context));
        }
        return StepOutcome.done();
    }

    /** As a guest is shown that is still being received: its host takes it away once it knows that nothing more comes. */
    private static boolean isBetween(Optional<DomainObservation> there) {
        return there.filter(seen -> seen.power() == PowerState.PAUSED && seen.reason() == PowerReason.UNKNOWN)
                .isPresent();
    }

    private void tell(Journey journey, StepContext context) {
        var vm = journey.there();
        // Should the old host come back, nothing of the VM may stay or start there.
        remnants.add(journey.migration().from(), vm);
        events.publishEvent(context.requestedBy()
                .did(
                        "vm.migrate",
                        "vm",
                        vm.id().value(),
                        vm.name(),
                        vm.owner().project(),
                        "It stays on the new host, since its old host was given up."));
    }
}
