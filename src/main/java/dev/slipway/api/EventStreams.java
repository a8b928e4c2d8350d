package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ApiTokens;
import dev.slipway.live.Changes;
import dev.slipway.tenant.Tenants;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open event streams of this node. */
@Component
class EventStreams {
    private final Changes changes;
    private final Actors actors;
    private final ApiTokens tokens;
    private final Tenants tenants;
    private final Clock clock;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventStreams(Changes changes, Actors actors, ApiTokens tokens, Tenants tenants, Clock clock) {
        this.changes = changes;
        this.actors = actors;
        this.tokens = tokens;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** @param secret the token it was opened with; the stream ends when that is no longer good */
    SseEmitter open(Actor actor, String secret) {
        SseEmitter emitter = new SseEmitter(0L);
        EventStream stream = new EventStream(emitter, actor, this::look, clock, secret);
        Changes.Subscription subscription = changes.subscribe(stream::offer);
        open.add(stream);
        Thread.ofVirtual().name("event-stream").start(() -> {
            try {
                stream.run();
            } finally {
                subscription.close();
                open.remove(stream);
            }
        });
        return emitter;
    }

    /** Who the stream's owner is now, and which projects they see. */
    private EventStream.Sight look(Actor actor, String secret) {
        var user = actor.requireUser();
        if (!tokens.authenticate(secret).equals(java.util.Optional.of(user))) {
            throw dev.slipway.kernel.NotFound.of("token");
        }
        Actor now = actors.of(user, actor.origin());
        return EventStream.Sight.of(now, tenants.projects(now));
    }

    @PreDestroy
    void close() {
        open.forEach(EventStream::end);
    }
}
