package dev.slipway.ui.session;

import dev.slipway.identity.SecondFactorNeeded;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Where a sign-in stands that still wants a code. Kept in the browser's session beside, not in, what says who is signed
 * in: nothing that guards a screen ever sees it.
 */
@Component
class SecondStep implements AuthenticationFailureHandler {
    static final String PATH = "/login/code";

    private static final String PENDING = "slipway.second-step";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clock clock;

    SecondStep(Clock clock) {
        this.clock = clock;
    }

    /** Who has shown their password, and until when that counts. */
    record Pending(UUID user, String name, Instant until) implements Serializable {}

    /** After a password: to the second step if it was right, else back with the reason. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (failure instanceof SecondFactorNeeded needed) {
            HttpSession browser = request.getSession();
            request.changeSessionId();
            browser.setAttribute(
                    PENDING,
                    new Pending(needed.user(), needed.name(), clock.instant().plus(PATIENCE)));
            response.sendRedirect(request.getContextPath() + PATH);
        } else {
            response.sendRedirect(request.getContextPath() + "/login?error");
        }
    }

    Optional<Pending> pending(HttpSession browser) {
        return browser.getAttribute(PENDING) instanceof Pending pending
                        && clock.instant().isBefore(pending.until())
                ? Optional.of(pending)
                : Optional.empty();
    }

    void over(HttpSession browser) {
        browser.removeAttribute(PENDING);
    }
}
