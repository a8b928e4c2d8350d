package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Ends requests, in the caller's transaction, and tells those who care. */
@Component
class Closing {
    private final RequestRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Closing(RequestRows rows, Changes changes, ApplicationEventPublisher events) {
        this.rows = rows;
        this.changes = changes;
        this.events = events;
    }

    void withdraw(QuotaRequestId id, Actor actor) {
        RequestRow request = rows.lock(id).filter(r -> r.isSeenBy(actor)).orElseThrow(() -> NotFound.of("request"));
        if (!request.concerns(actor)) {
            throw new Forbidden(
                    "forbidden",
                    "Only " + request.requesterName() + " can withdraw this. You may be able to refuse it.");
        }
        requireOpen(request);
        close(request, RequestState.WITHDRAWN, "Withdrawn.", actor);
    }

    /** False if somebody decided it meanwhile. */
    boolean expire(QuotaRequestId id, Actor actor) {
        return rows.lock(id)
                .filter(r -> r.state().canBecome(RequestState.EXPIRED))
                .map(r -> {
                    close(r, RequestState.EXPIRED, "Nobody decided in time.", actor);
                    return true;
                })
                .orElse(false);
    }

    /** @throws Conflict saying who was faster, with what */
    static void requireOpen(RequestRow request) {
        if (request.state().isFinal()) {
            throw new Conflict(
                    "already-decided",
                    "This is decided already: " + request.state().words().toLowerCase(Locale.ROOT) + " by "
                            + request.decidedBy().orElse("the system") + ". Nothing was changed.");
        }
    }

    void close(RequestRow request, RequestState state, String words, Actor actor) {
        rows.close(request.id(), state, actor.name());
        String verb = switch (state) {
            case APPROVED -> "approve";
            case REFUSED -> "refuse";
            case WITHDRAWN -> "withdraw";
            case EXPIRED -> "expire";
            case OPEN -> throw new IllegalArgumentException("open is no end");
        };
        tell(request, "quota.request." + verb, words, actor);
    }

    void tell(RequestRow request, String action, String words, Actor actor) {
        events.publishEvent(actor.did(
                action,
                "quota-request",
                request.id().value(),
                request.path().memberName(),
                request.path().project(),
                words));
        changes.announce(Topic.REQUEST, request.id().value(), request.path().project());
    }

    void comment(QuotaRequestId id, String comment, Actor actor) {
        if (!comment.isEmpty()) {
            rows.comment(id, actor.name() + ": " + comment);
        }
    }
}
