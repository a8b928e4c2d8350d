package dev.slipway.vm.power;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How a VM is turned off that is to be off whatever its guest does: the guest is asked first, and forced off if it did not
 * listen. Reads what was done already, so whoever begins again goes on.
 */
@Component
public class Stopping {
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(30);

    private final VmStore store;
    private final Operations operations;
    private final Clock clock;

    Stopping(VmStore store, Operations operations, Clock clock) {
        this.store = store;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * Empty if it is off by now, or if the last try failed a moment ago.
     *
     * @param since from when on what the actor did counts
     */
    public Optional<Verb> next(VmId id, Instant since, Actor actor) {
        var vm = store.find(id).filter(v -> v.power().observed().isOn());
        if (vm.isEmpty()) {
            return Optional.empty();
        }
        var mine = operations.ofTarget(id.value(), 1).stream()
                .filter(o -> o.requestedBy().equals(actor.name()) && o.state() != OperationState.DONE)
                .filter(o -> !o.requestedAt().isBefore(since))
                .findFirst();
        if (mine.filter(o -> o.kind().equals(Verb.FORCE_OFF.kind()) && isFresh(o))
                .isPresent()) {
            return Optional.empty();
        }
        boolean deaf = mine.isPresent() || vm.get().power().observed() == ObservedPower.PAUSED;
        return Optional.of(deaf ? Verb.FORCE_OFF : Verb.SHUTDOWN);
    }

    private boolean isFresh(OperationView operation) {
        return operation
                .endedAt()
                .filter(at -> at.plus(BETWEEN_FAILURES).isAfter(clock.instant()))
                .isPresent();
    }
}
