package dev.slipway.operation;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation has ended; told in the transaction that ends it.
 *
 * @param requestedBy empty for the system
 * @param requesterName the person's, or {@code system:…}
 * @param took from being asked for
 * @param failure why it failed, for people; empty if it is done
 * @param cancelled whether it failed because somebody wanted it to
 */
public record OperationEnded(
        OperationId id,
        String kind,
        String targetType,
        UUID target,
        String targetName,
        Scope scope,
        Optional<UserId> requestedBy,
        String requesterName,
        Duration took,
        Optional<String> failure,
        boolean cancelled) {}
