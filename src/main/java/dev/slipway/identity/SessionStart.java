package dev.slipway.identity;

import dev.slipway.kernel.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * What happens once somebody has proved who they are, by whatever means: the browser's session gets a new cookie and
 * a new token for its forms, so that those planted before are worth nothing, and is entered in the list of sessions.
 */
@Component
public class SessionStart implements SessionAuthenticationStrategy {
    private static final String SESSION = "slipway.session";

    private final SessionAuthenticationStrategy anew = new CompositeSessionAuthenticationStrategy(List.of(
            new ChangeSessionIdAuthenticationStrategy(),
            new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository())));
    private final Sessions sessions;

    SessionStart(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        anew.onAuthentication(authentication, request, response);
        if (!(authentication.getPrincipal() instanceof SignedInPerson person)
                || !(authentication instanceof AbstractAuthenticationToken token)) {
            throw new IllegalStateException("nobody we know: " + authentication.getClass());
        }
        HttpSession browser = request.getSession();
        of(browser).ifPresent(before -> sessions.closed(before, SessionEnd.SIGNED_OUT));
        SessionId session = sessions.begin(
                person.signedIn().id(),
                person.providerSession(),
                request.getRemoteAddr(),
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse(""));
        browser.setAttribute(SESSION, session.value());
        token.setDetails(new SessionDetails(request, session));
    }

    /** Which session of ours a browser's session is, if anybody has signed in there. */
    public static Optional<SessionId> of(HttpSession browser) {
        return read(browser::getAttribute);
    }

    /** The same from what only looks like a browser's session. */
    public static Optional<SessionId> read(Function<String, @Nullable Object> attributes) {
        return attributes.apply(SESSION) instanceof UUID id ? Optional.of(new SessionId(id)) : Optional.empty();
    }
}
