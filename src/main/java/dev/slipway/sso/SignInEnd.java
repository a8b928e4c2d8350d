package dev.slipway.sso;

import dev.slipway.kernel.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;

/** Where a sign-in ends that did not succeed: the sign-in page with a sentence, or the page for those without access. */
@Component
class SignInEnd implements AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignInEnd.class);
    private static final String SIGN_IN = "/login";

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String to = switch (failure) {
            case NotAdmitted n
            when n.admission() instanceof Admission.Unmapped(String name) -> {
                HttpSession browser = request.getSession();
                // As for who is let in: a cookie that somebody planted must not lead to this token.
                request.changeSessionId();
                new Stranger(name, n.idToken().getTokenValue()).keepIn(browser);
                yield SingleSignOn.NO_ACCESS;
            }
            default -> SIGN_IN + trouble(failure).query();
        };
        response.sendRedirect(request.getContextPath() + to);
    }

    private static SignInTrouble trouble(AuthenticationException failure) {
        if (failure instanceof NotAdmitted) {
            return SignInTrouble.DISABLED;
        }
        if (cause(failure, ProviderAway.class).isPresent()
                || cause(failure, ResourceAccessException.class).isPresent()) {
            LOG.warn("A sign-in ended because the identity provider does not answer", failure);
            return SignInTrouble.AWAY;
        }
        Optional<InvalidRequest> refused = cause(failure, InvalidRequest.class);
        if (refused.isPresent()) {
            LOG.warn("A sign-in ended: {}", refused.get().logDetail());
            return SignInTrouble.TOO_LARGE;
        }
        String code = failure instanceof OAuth2AuthenticationException e
                ? e.getError().getErrorCode()
                : "";
        return switch (code) {
            case "authorization_request_not_found", "invalid_state_parameter" -> SignInTrouble.USED;
            case "access_denied" -> SignInTrouble.CANCELLED;
            default -> {
                LOG.warn("A sign-in ended, with the code {} of the provider or of its check", code, failure);
                yield SignInTrouble.FAILED;
            }
        };
    }

    private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
