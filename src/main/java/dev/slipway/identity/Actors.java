package dev.slipway.identity;

import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Makes actors, with the roles they hold at this moment. */
@Service
public class Actors {
    private static final String UNKNOWN_ORIGIN = "portal";

    private final UserRows users;
    private final Sessions sessions;
    private final Dues dues;
    private final ObjectProvider<GrantSource> sources;

    Actors(UserRows users, Sessions sessions, Dues dues, ObjectProvider<GrantSource> sources) {
        this.users = users;
        this.sessions = sessions;
        this.dues = dues;
        this.sources = sources;
    }

    /**
     * Who is signed in on this thread (session or token).
     *
     * @throws Forbidden if nobody is, or not any more, or if they have to do something else first
     */
    public Actor current() {
        Signed signed = signed();
        dues.of(signed.user()).ifPresent(due -> {
            throw new Forbidden(due.code(), due.sentence());
        });
        return actor(signed);
    }

    /** The same for what has to be done first. */
    public Actor currentEvenIfDue() {
        return actor(signed());
    }

    /** What the person on this thread has to do before anything else. Empty if nothing, or if nobody is signed in. */
    public Optional<Due> due() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInPerson person
                ? users.findById(person.signedIn().user()).flatMap(dues::of)
                : Optional.empty();
    }

    private record Signed(UserRow user, SignedIn as, Authentication authentication) {}

    private Signed signed() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !authentication.isAuthenticated()
                || !(authentication.getPrincipal() instanceof SignedInPerson person)) {
            throw new Forbidden("not-signed-in", "Nobody is signed in. Sign in and try again.");
        }
        refuseEnded(SessionDetails.of(authentication));
        return users.findById(person.signedIn().user())
                .filter(UserRow::isEnabled)
                .map(user -> new Signed(user, person.signedIn(), authentication))
                .orElseThrow(() ->
                        new Forbidden("account-disabled", "This account is disabled. Ask a platform administrator."));
    }

    private Actor actor(Signed signed) {
        return actor(
                signed.user(),
                origin(signed.authentication()),
                SessionDetails.of(signed.authentication()),
                signed.as().tokenId());
    }

    private void refuseEnded(Optional<SessionId> session) {
        session.flatMap(sessions::whyEnded).ifPresent(why -> {
            throw new Forbidden("session-ended", why.sentence());
        });
    }

    /** For work that goes on when the request is over, such as an open socket: roles are read anew. @throws dev.slipway.kernel.NotFound if the user is gone or disabled */
    public Actor of(UserId user, String origin) {
        return of(user, Optional.empty(), origin);
    }

    /**
     * The same, for work that ends with the session it was begun in.
     *
     * @throws dev.slipway.kernel.Forbidden if that has ended
     */
    public Actor of(UserId user, Optional<SessionId> session, String origin) {
        refuseEnded(session);
        return users.findById(user.value())
                .filter(UserRow::isEnabled)
                .map(row -> actor(row, origin, session, Optional.empty()))
                .orElseThrow(() -> NotFound.of("user"));
    }

    private Actor actor(UserRow user, String origin, Optional<SessionId> session, Optional<TokenId> token) {
        Set<Grant> grants = new HashSet<>();
        user.platformRole().ifPresent(role -> grants.add(new Grant(role, Scope.PLATFORM)));
        sources.forEach(source -> grants.addAll(source.grantsOf(user.id())));
        return new Actor(user.id(), user.name(), origin, grants, session, token);
    }

    /** This request's client, else the one that signed in: a page's background thread has no request. */
    private static String origin(Authentication authentication) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            return request.getRequest().getRemoteAddr();
        }
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : UNKNOWN_ORIGIN;
    }
}
