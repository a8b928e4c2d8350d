package dev.slipway.notice;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.notice.Notice.About;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestView;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells who asked for more that it was decided, and who decides that somebody asks. */
@Component
class RequestNews {
    private static final Actor ACTOR = Actor.system("notifications");
    private static final String ASK = "quota.request.ask";
    private static final Set<String> DECISIONS =
            Set.of("quota.request.approve", "quota.request.refuse", "quota.request.expire");

    private final QuotaRequests requests;
    private final RequestDeciders deciders;
    private final Telling telling;

    RequestNews(QuotaRequests requests, RequestDeciders deciders, Telling telling) {
        this.requests = requests;
        this.deciders = deciders;
        this.telling = telling;
    }

    @EventListener
    @Transactional
    public void hear(AuditableEvent event) {
        UUID id = event.targetId();
        if (id == null || !event.targetType().equals(About.REQUEST)) {
            return;
        }
        if (event.action().equals(ASK)) {
            RequestView request = requests.get(new QuotaRequestId(id), ACTOR);
            deciders.of(request).forEach(decider -> telling.tell(asked(decider, request)));
        } else if (DECISIONS.contains(event.action())) {
            RequestView request = requests.get(new QuotaRequestId(id), ACTOR);
            Stream.of(request.requester(), request.path().member())
                    .distinct()
                    .filter(person -> !person.value().equals(event.actorId()))
                    .forEach(person -> telling.tell(decided(person, request, event.detail())));
        }
    }

    private static Notice asked(UserId decider, RequestView request) {
        return Notice.of(
                decider,
                NoticeKind.QUOTA_TO_DECIDE,
                request.requesterName() + " asks for " + request.words() + " more",
                "In " + request.project().inTenant() + ": " + request.reason(),
                about(request));
    }

    private static Notice decided(UserId person, RequestView request, String detail) {
        String state =
                request.state().isFinal() ? request.state().words().toLowerCase(Locale.ROOT) : "approved in part";
        String comments = request.comments().lines().collect(Collectors.joining(" "));
        return Notice.of(
                person,
                NoticeKind.QUOTA_DECIDED,
                "The request for " + request.words() + " more: " + state,
                comments.isEmpty() ? detail : comments,
                about(request));
    }

    private static About about(RequestView request) {
        return new About(About.REQUEST, request.id().value(), request.scope());
    }
}
