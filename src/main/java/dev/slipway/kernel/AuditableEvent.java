package dev.slipway.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change somebody made, told inside the transaction that makes it; the audit record is written in that transaction.
 *
 * @param actorId the user's id, or null for the system
 * @param actorName as shown, such as {@code ada} or {@code system:host-watcher}
 * @param origin where the request came from: an IP address, or {@code portal} for background work
 * @param action a verb on a noun, such as {@code vm.launch}
 * @param targetType the noun, such as {@code vm}
 * @param targetName what it was called at that moment
 * @param projectId whose activity feed shows it, or null if nobody's
 * @param detail one sentence with what matters, never a secret
 */
public record AuditableEvent(
        @Nullable UUID actorId,
        String actorName,
        String origin,
        String action,
        String targetType,
        @Nullable UUID targetId,
        String targetName,
        @Nullable ProjectId projectId,
        String detail) {}
