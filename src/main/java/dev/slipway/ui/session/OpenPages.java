package dev.slipway.ui.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import dev.slipway.identity.SessionEnd;
import dev.slipway.identity.SessionStart;
import dev.slipway.identity.Sessions;
import dev.slipway.kernel.SessionId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The pages that are open on this node: when their session ends, wherever, they go to the sign-in, which says why. */
@Component
class OpenPages {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPages.class);

    private final Sessions sessions;
    private final Changes.Subscription subscription;
    private final Map<SessionId, Set<UI>> pages = new ConcurrentHashMap<>();

    OpenPages(Sessions sessions, Changes changes) {
        this.sessions = sessions;
        this.subscription = changes.subscribe(this::told);
    }

    @PreDestroy
    void stop() {
        subscription.close();
    }

    /** Called with the page's lock, while its session is there. */
    void add(UI page) {
        session(page.getSession()).ifPresent(session -> {
            pages.compute(session, (s, open) -> {
                Set<UI> all = open == null ? ConcurrentHashMap.newKeySet() : open;
                all.add(page);
                return all;
            });
            page.addDetachListener(gone -> pages.computeIfPresent(session, (s, open) -> {
                open.remove(page);
                return open.isEmpty() ? null : open;
            }));
        });
    }

    private static Optional<SessionId> session(VaadinSession session) {
        WrappedSession browser = session.getSession();
        return browser == null ? Optional.empty() : SessionStart.read(browser::getAttribute);
    }

    private void told(Change change) {
        if (change.topic() != Topic.ACCESS) {
            return;
        }
        SessionId session = new SessionId(change.id());
        Set<UI> open = pages.getOrDefault(session, Set.of());
        if (!open.isEmpty()) {
            // Who signs out is on the way already, maybe to their organisation's sign-in: that must not be cut short.
            sessions.whyEnded(session)
                    .filter(why -> why != SessionEnd.SIGNED_OUT)
                    .ifPresent(why -> open.forEach(page -> leave(page, why)));
        }
    }

    private static void leave(UI page, SessionEnd why) {
        try {
            page.access(() -> page.getPage().setLocation(LoginView.toldWhy(why).substring(1)));
        } catch (UIDetachedException e) {
            LOG.debug("A page was closed before it could be told that its session has ended", e);
        }
    }
}
