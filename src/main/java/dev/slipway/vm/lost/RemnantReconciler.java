package dev.slipway.vm.lost;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.Operations;
import dev.slipway.vm.work.VmHosts;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has hosts cleaned up that were given up and answer again. */
@Component
class RemnantReconciler {
    private static final Logger log = LoggerFactory.getLogger(RemnantReconciler.class);
    private static final Actor ACTOR = Actor.system("remnants");

    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(30);

    private final Remnants remnants;
    private final VmHosts hosts;
    private final Operations operations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RemnantReconciler(
            Remnants remnants, VmHosts hosts, Operations operations, TransactionTemplate transaction, Clock clock) {
        this.remnants = remnants;
        this.hosts = hosts;
        this.operations = operations;
        this.transaction = transaction;
        this.clock = clock;
    }

    private boolean hasJustFailed(HostId host) {
        return operations.ofTarget(host.value(), 1).stream()
                .filter(o -> o.kind().equals(ClearRemnants.KIND) && o.state() == OperationState.FAILED)
                .flatMap(o -> o.endedAt().stream())
                .anyMatch(at -> at.plus(BETWEEN_FAILURES).isAfter(clock.instant()));
    }

    @Scheduled(initialDelayString = "PT3S", fixedDelayString = "PT2S")
    void look() {
        remnants.hostsBack().forEach(this::clear);
    }

    private void clear(HostId host) {
        if (hasJustFailed(host)) {
            return;
        }
        try {
            transaction.executeWithoutResult(t -> operations.submit(
                    new OperationRequest(
                            ClearRemnants.KIND, "host", host.value(), hosts.name(host), Scope.PLATFORM, Map.of()),
                    ACTOR));
        } catch (Conflict | NotFound e) {
            log.debug("Host {} is busy with something else, or gone: its remnants are looked at again", host, e);
        }
    }
}
