package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes a request, in the caller's transaction. */
@Component
class Asking {
    private final Quotas quotas;
    private final RequestRules rules;
    private final RequestRows rows;
    private final RequestReader reader;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Asking(
            Quotas quotas,
            RequestRules rules,
            RequestRows rows,
            RequestReader reader,
            Changes changes,
            ApplicationEventPublisher events) {
        this.quotas = quotas;
        this.rules = rules;
        this.rows = rows;
        this.reader = reader;
        this.changes = changes;
        this.events = events;
    }

    Asked ask(Ask wish, Actor actor) {
        QuotaPath path = wish.path();
        Scope scope = Scope.of(path.tenant(), path.project());
        actor.require(Permission.QUOTA_REQUEST, Permission.QUOTA_READ, scope, "project");
        UserId requester = actor.requireUser();
        Ask ask = rules.valid(wish);
        rules.requireLimited(ask.amounts(), quotas.usage(path, actor));
        QuotaRequestId id = QuotaRequestId.random();
        UUID openKey = openKey(ask, requester);
        if (!rows.add(id, openKey, requester.value(), actor.name(), ask)) {
            return reader.open(openKey)
                    .map(first -> new Asked(first.view(actor), false))
                    .orElseThrow(() -> new Conflict(
                            "busy", "You have asked for this before, and it is just being decided. Try again."));
        }
        RequestRow row = reader.find(id).orElseThrow();
        events.publishEvent(actor.did(
                "quota.request.ask",
                "quota-request",
                id.value(),
                path.memberName(),
                path.project(),
                "Asked for " + row.view(actor).words() + " more: " + ask.reason()));
        changes.announce(Topic.REQUEST, id.value(), path.project());
        return new Asked(row.view(actor), true);
    }

    /** The same person, project and kinds of amounts: one open request. */
    private static UUID openKey(Ask ask, UserId requester) {
        String text = requester + " " + ask.path().project() + " " + ask.path().member()
                + ask.amounts().keySet().stream()
                        .map(w -> " " + w.level() + " " + w.dimension())
                        .collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
