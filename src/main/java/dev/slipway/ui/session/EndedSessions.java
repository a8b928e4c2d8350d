package dev.slipway.ui.session;

import dev.slipway.identity.SessionEnd;
import dev.slipway.identity.SessionStart;
import dev.slipway.identity.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away who comes with a session that was ended, on whatever node: a page that is loaded becomes the sign-in, which
 * says why; anything else goes on as nobody. Also notes when a session was seen.
 */
class EndedSessions extends OncePerRequestFilter {
    private static final List<String> PUBLIC =
            List.of("/themes/", "/frontend/", "/aura/", "/VAADIN/build/", "/VAADIN/static/", "/actuator/health");

    private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);

    private final Sessions sessions;

    EndedSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What everybody gets is asked for a lot, and nothing is given away by it. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PUBLIC.stream().anyMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession browser = request.getSession(false);
        Optional<SessionEnd> end =
                browser == null ? Optional.empty() : SessionStart.of(browser).flatMap(sessions::touch);
        if (end.isPresent()) {
            forget(browser);
            // Whoever noted the session's end may have looked up who it was of: this request goes on as nobody all the
            // same.
            SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
            if (isPage(request)) {
                response.sendRedirect(request.getContextPath() + LoginView.toldWhy(end.get()));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** A page that leaves and the page that comes may both ask at once, and then one of them is the later. */
    private static void forget(HttpSession browser) {
        try {
            browser.invalidate();
        } catch (IllegalStateException e) {
            LOG.debug("Another request has forgotten this session already", e);
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals(HttpMethod.GET.name())
                && accepted != null
                && accepted.contains("text/html")
                && !request.getServletPath().equals("/login");
    }
}
