package dev.slipway.audit;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries. What is empty does not matter.
 *
 * @param who the actor's whole name, such as {@code ada} or {@code system:vm-reconciler}
 * @param action a verb on a noun, or the noun alone: {@code vm.launch}, {@code vm}
 * @param target a thing's id, or a part of its name
 * @param until exclusive
 * @param text in names or details
 */
public record AuditQuery(
        Optional<String> who,
        Optional<String> action,
        Optional<String> target,
        Optional<TenantId> tenant,
        Optional<ProjectId> project,
        Optional<Boolean> refused,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> text) {
    public static final AuditQuery ALL = new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public AuditQuery {
        who = said(who);
        action = said(action);
        target = said(target);
        text = said(text);
    }

    private static Optional<String> said(Optional<String> text) {
        return text.map(String::strip).filter(s -> !s.isEmpty());
    }
}
