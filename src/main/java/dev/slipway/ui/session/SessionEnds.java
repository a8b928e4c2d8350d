package dev.slipway.ui.session;

import dev.slipway.identity.SessionEnd;
import dev.slipway.identity.SessionStart;
import dev.slipway.identity.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Notes that a session is over when its person signs out, or its browser's session with this node ends. */
@Component
class SessionEnds implements LogoutHandler, HttpSessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEnds.class);

    private final Sessions sessions;

    SessionEnds(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        HttpSession browser = request.getSession(false);
        if (browser != null) {
            SessionStart.of(browser).ifPresent(s -> sessions.closed(s, SessionEnd.SIGNED_OUT));
        }
    }

    /** The first reason stays: one that ended before is left as it is. */
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        try {
            SessionStart.of(event.getSession()).ifPresent(s -> sessions.closed(s, SessionEnd.TIMED_OUT));
        } catch (RuntimeException e) {
            // Of every session, whenever the portal stops: the database has gone before them.
            LOG.info(
                    "A session's end could not be noted; it is noted later, when it was not seen for long: {}",
                    e.toString());
            LOG.debug("The same in detail", e);
        }
    }
}
