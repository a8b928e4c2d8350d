package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.tenant.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open event streams of this node. */
@Component
class EventStreams implements MeterBinder {
    private final Changes changes;
    private final Actors actors;
    private final Bearers bearers;
    private final Tenants tenants;
    private final Clock clock;
    private final EventSettings settings;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventStreams(
            Changes changes, Actors actors, Bearers bearers, Tenants tenants, Clock clock, EventSettings settings) {
        this.changes = changes;
        this.actors = actors;
        this.bearers = bearers;
        this.tenants = tenants;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * @param secret the token it was opened with; the stream ends when that is no longer good
     * @throws Conflict if the person has too many open already
     */
    SseEmitter open(Actor actor, String secret) {
        UserId user = actor.requireUser();
        SseEmitter emitter = new SseEmitter(0L);
        EventStream stream = new EventStream(
                emitter, user, hangsOn(actor), () -> look(user, actor.origin(), secret), clock, settings);
        admit(stream);
        Changes.Subscription subscription = changes.subscribe(stream::offer);
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

    private static Set<UUID> hangsOn(Actor actor) {
        return Stream.concat(Stream.of(actor.requireUser().value()), actor.token().map(TokenId::value).stream())
                .collect(Collectors.toSet());
    }

    long openOf(UserId user) {
        return open.stream().filter(stream -> stream.owner().equals(user)).count();
    }

    private synchronized void admit(EventStream stream) {
        if (openOf(stream.owner()) >= settings.mostPerPerson()) {
            throw new Conflict(
                    "too-many-streams",
                    "You have " + settings.mostPerPerson()
                            + " event streams open, which is the most. Close one, and try again in half a minute.");
        }
        open.add(stream);
    }

    /** Which projects the stream's owner sees now. @throws NotFound if their token is no longer good */
    private EventStream.Sight look(UserId user, String origin, String secret) {
        if (bearers.authenticate(secret, origin)
                .filter(b -> b.id().equals(user))
                .isEmpty()) {
            throw NotFound.of("token");
        }
        Actor now = actors.of(user, origin);
        return EventStream.Sight.of(now, tenants.projects(now));
    }

    /** Before the web server waits for its open requests to end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        open.forEach(EventStream::end);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("slipway.api.event.streams", open, Set::size)
                .description("Open event streams of this node")
                .register(registry);
    }
}
