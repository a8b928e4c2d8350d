package dev.slipway.console;

import dev.slipway.kernel.UserId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketSession;

/** The consoles that are open on this node, one virtual thread each. */
@Component
class OpenConsoles {
    /** A tunnel and who watches it. */
    record Open(Tunnel tunnel, Vigil vigil) {}

    private final Guacd guacd;
    private final Access access;
    private final ConsoleSettings settings;
    private final Clock clock;
    private final Changes.Subscription doubts;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    OpenConsoles(Guacd guacd, Access access, ConsoleSettings settings, Clock clock, Changes changes) {
        this.guacd = guacd;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        this.doubts = changes.subscribe(this::doubt);
    }

    void open(WebSocketSession session, String ticket, Access.Visitor visitor) {
        var browser = new BrowserLine(session, settings.silence());
        var tunnel = new Tunnel(browser, guacd, access, visitor, ticket, this);
        open.put(session.getId(), new Open(tunnel, new Vigil(tunnel, access, settings, clock)));
        Thread.ofVirtual().name("console-" + session.getId()).start(tunnel);
    }

    Optional<Open> find(WebSocketSession session) {
        return Optional.ofNullable(open.get(session.getId()));
    }

    /** When a session has ended or an account may do less: those who hang on it are asked now, not at the next recheck. */
    private void doubt(Change change) {
        if (change.topic() != Topic.ACCESS) {
            return;
        }
        open.values().stream()
                .filter(o ->
                        o.tunnel().pass().filter(p -> p.hangsOn(change.id())).isPresent())
                .forEach(o -> {
                    o.vigil().doubt();
                    o.vigil().look();
                });
    }

    void forget(Tunnel tunnel) {
        open.values().removeIf(o -> o.tunnel() == tunnel);
    }

    int count() {
        return open.size();
    }

    /** Whether this person's consoles, the one being opened included, are not too many. */
    boolean hasRoomFor(UserId user) {
        return open.values().stream()
                        .flatMap(o -> o.tunnel().pass().stream())
                        .filter(p -> p.use().user().equals(user))
                        .count()
                <= settings.perUser();
    }

    @Scheduled(fixedDelay = 500)
    void look() {
        open.values().forEach(o -> o.vigil().look());
    }

    @PreDestroy
    void stop() {
        doubts.close();
    }

    /** Before the server stops: the pages then know that it is worth coming back. */
    @EventListener(ContextClosedEvent.class)
    void endAll() {
        open.values().forEach(o -> o.tunnel().end(Ending.PORTAL_ENDS));
    }
}
