package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.ProjectId;
import dev.slipway.live.Change;
import dev.slipway.tenant.ProjectView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client's stream: a bounded queue between the feed, which must not wait, and a client that may be slow. */
class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final int QUEUE = 1_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final SseEmitter emitter;
    private final Actor actor;
    private final BiFunction<Actor, String, Sight> look;
    private final Clock clock;
    private final String secret;
    private final BlockingQueue<Change> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean ended;

    EventStream(SseEmitter emitter, Actor actor, BiFunction<Actor, String, Sight> look, Clock clock, String secret) {
        this.emitter = emitter;
        this.actor = actor;
        this.look = look;
        this.clock = clock;
        this.secret = secret;
        emitter.onCompletion(this::end);
        emitter.onError(e -> end());
    }

    /** What the owner may be told of. */
    record Sight(Set<ProjectId> projects, boolean hosts) {
        static Sight of(Actor actor, List<ProjectView> projects) {
            return new Sight(
                    projects.stream().map(ProjectView::id).collect(Collectors.toUnmodifiableSet()),
                    actor.can(Permission.HOST_READ, Scope.PLATFORM));
        }

        boolean sees(Change change) {
            ProjectId project = change.project();
            return switch (change.topic()) {
                case HOST -> hosts;
                case IMAGE -> true;
                case VM, OPERATION, QUOTA, PROJECT -> project == null ? hosts : projects.contains(project);
            };
        }
    }

    /** @param project whose it is, or absent */
    record EventBody(String topic, String id, @Nullable String project) {}

    void offer(Change change) {
        if (!queue.offer(change)) {
            end(); // too slow: the client connects again and reads everything anew
        }
    }

    void end() {
        ended = true;
    }

    void run() {
        try {
            send(SseEmitter.event().comment("open"));
            Instant lastSent = clock.instant();
            Instant lastLook = Instant.EPOCH;
            Sight sight = new Sight(Set.of(), false);
            while (!ended) {
                Instant now = clock.instant();
                if (Duration.between(lastLook, now).compareTo(LOOK_AGAIN) >= 0) {
                    sight = look.apply(actor, secret);
                    lastLook = now;
                }
                Change change = queue.poll(1, TimeUnit.SECONDS);
                if (change != null && sight.sees(change)) {
                    send(event(change));
                    lastSent = now;
                } else if (Duration.between(lastSent, now).compareTo(HEARTBEAT) >= 0) {
                    send(SseEmitter.event().comment("still here"));
                    lastSent = now;
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.debug("An event stream's client went away", e);
        } catch (Problem e) {
            log.debug("An event stream ends: {}", e.logDetail());
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(SseEmitter.SseEventBuilder event) throws IOException {
        emitter.send(event);
    }

    private static SseEmitter.SseEventBuilder event(Change change) {
        String topic = change.topic().name().toLowerCase(Locale.ROOT);
        ProjectId project = change.project();
        return SseEmitter.event()
                .name(topic)
                .data(new EventBody(topic, change.id().toString(), project == null ? null : project.toString()));
    }
}
