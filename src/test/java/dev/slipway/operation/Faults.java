package dev.slipway.operation;

import dev.slipway.kernel.OperationId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets one operation suffer a fault, and no other. Which one is known a moment after it was asked for, when it may be under
 * way already: so until then all of its kind wait, also those that earlier tests left behind.
 */
@Component
class Faults implements StepInterceptor {
    private volatile @Nullable Armed armed;

    private record Armed(String kind, Fault fault, CompletableFuture<OperationId> victim) {}

    /** The next {@link #strike} tells whom. */
    void arm(String kind, Fault fault) {
        armed = new Armed(kind, fault, new CompletableFuture<>());
    }

    void strike(OperationId victim) {
        Objects.requireNonNull(armed).victim().complete(victim);
    }

    void disarm() {
        Armed before = armed;
        armed = null;
        if (before != null) {
            before.victim().cancel(false);
        }
    }

    @Override
    public Step.Body around(OperationRow operation, Step step, boolean undoing, Step.Body body) {
        Armed now = armed;
        return now != null && now.kind().equals(operation.kind()) && isVictim(operation, now)
                ? now.fault().around(step.name(), undoing, body)
                : body;
    }

    /** Nobody is, when it was disarmed without ever having struck. */
    private static boolean isVictim(OperationRow operation, Armed now) {
        return operation.id().equals(now.victim().exceptionally(e -> null).join());
    }
}
