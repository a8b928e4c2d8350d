package dev.slipway.identity;

import dev.slipway.kernel.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Which session of ours an authentication belongs to: also known where there is no request, as in a page's push. */
final class SessionDetails extends WebAuthenticationDetails {
    private static final long serialVersionUID = 1;

    private final UUID session;

    SessionDetails(HttpServletRequest request, SessionId session) {
        super(request);
        this.session = session.value();
    }

    static Optional<SessionId> of(Authentication authentication) {
        return authentication.getDetails() instanceof SessionDetails details
                ? Optional.of(new SessionId(details.session))
                : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionDetails details && super.equals(other) && session.equals(details.session);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), session);
    }
}
