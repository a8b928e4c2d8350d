package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client's stream: a bounded queue between the feed, which must not wait, and a client that may be slow. */
class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final int QUEUE = 1_000;
    private static final Duration NOTICES_ITS_END_WITHIN = Duration.ofSeconds(1);

    private final SseEmitter emitter;
    private final UserId owner;
    private final Set<UUID> hangsOn;
    private final Supplier<Sight> look;
    private final Clock clock;
    private final EventSettings settings;
    private final BlockingQueue<Change> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile @Nullable Sight sight;
    private volatile boolean ended;

    /** @param hangsOn ids of the account and the token that it is open for @param look throws a {@link Problem} when the owner may see nothing any more */
    EventStream(
            SseEmitter emitter,
            UserId owner,
            Set<UUID> hangsOn,
            Supplier<Sight> look,
            Clock clock,
            EventSettings settings) {
        this.emitter = emitter;
        this.owner = owner;
        this.hangsOn = Set.copyOf(hangsOn);
        this.look = look;
        this.clock = clock;
        this.settings = settings;
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
                case ACCESS, CAPACITY, NOTIFICATION -> false;
                case VM, DISK, BACKUP, OPERATION, QUOTA, REQUEST, PROJECT ->
                    project == null ? hosts : projects.contains(project);
            };
        }
    }

    /** @param project whose it is, or absent */
    record EventBody(String topic, String id, @Nullable String project) {}

    UserId owner() {
        return owner;
    }

    /** What its owner may not see takes no place in the queue, so that no tenant's bustle cuts another's stream. */
    void offer(Change change) {
        if (change.topic() == Topic.ACCESS && !hangsOn.contains(change.id())) {
            return;
        }
        Sight known = sight;
        if (ended || (known != null && change.topic() != Topic.ACCESS && !known.sees(change))) {
            return;
        }
        if (!queue.offer(change)) {
            end(); // too slow: the client connects again and reads everything anew
        }
    }

    void end() {
        ended = true;
    }

    /** Until the client is gone or too slow, its token is no longer good, or the portal stops. */
    void run() {
        try {
            pump();
        } catch (IOException | IllegalStateException e) {
            log.debug("An event stream's client went away", e);
        } catch (Problem e) {
            log.debug("An event stream ends: {}", e.logDetail());
        } catch (RuntimeException e) {
            log.warn("The event stream of user {} ends; its client connects again", owner, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            complete();
        }
    }

    /** Or its client would wait for ever. One that has just gone away is not waiting, and the server may know already. */
    private void complete() {
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            log.debug("An event stream's client had gone away", e);
        }
    }

    private void pump() throws IOException, InterruptedException {
        emitter.send(SseEmitter.event().comment("open"));
        Instant lastSent = clock.instant();
        Instant lastLook = Instant.EPOCH;
        Sight seen = new Sight(Set.of(), false);
        while (!ended) {
            Instant now = clock.instant();
            if (!now.isBefore(lastLook.plus(settings.lookAgain()))) {
                seen = look.get();
                sight = seen;
                lastLook = now;
            }
            Change change = queue.poll(patience().toNanos(), TimeUnit.NANOSECONDS);
            if (change != null && change.topic() == Topic.PROJECT) {
                seen = look.get(); // somebody may have been taken out: what follows is none of theirs
                sight = seen;
            }
            if (change != null && change.topic() == Topic.ACCESS) {
                lastLook = Instant.EPOCH; // whether there is anything left to see is asked now
            } else if (change != null && seen.sees(change)) {
                emitter.send(event(change));
                lastSent = now;
            } else if (!now.isBefore(lastSent.plus(settings.heartbeat()))) {
                emitter.send(SseEmitter.event().comment("still here"));
                lastSent = now;
            }
        }
    }

    private Duration patience() {
        return Stream.of(NOTICES_ITS_END_WITHIN, settings.lookAgain(), settings.heartbeat())
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static SseEmitter.SseEventBuilder event(Change change) {
        String topic = change.topic().name().toLowerCase(Locale.ROOT);
        ProjectId project = change.project();
        return SseEmitter.event()
                .name(topic)
                .data(new EventBody(topic, change.id().toString(), project == null ? null : project.toString()));
    }
}
