package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.identity.SignedIn;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records who signed in with a password, and who tried. */
@Component
class SignInRecorder {
    private static final String ACTION = "user.sign-in";

    private final AuditRows rows;
    private final Users users;

    SignInRecorder(AuditRows rows, Users users) {
        this.rows = rows;
        this.users = users;
    }

    @EventListener
    @Transactional
    public void succeeded(AuthenticationSuccessEvent event) {
        Authentication a = event.getAuthentication();
        if (a instanceof UsernamePasswordAuthenticationToken && a.getPrincipal() instanceof SignedIn user) {
            Actor actor = new Actor(user.id(), user.name(), origin(a), Set.of());
            rows.addDone(actor.did(ACTION, "user", user.user(), user.name(), null, "Signed in."));
        }
    }

    /**
     * The name is kept only if somebody has it: what is typed there by mistake may be a password. A try while the name is
     * blocked is not recorded, so that guessing cannot fill the table any faster than it is let.
     */
    @EventListener
    @Transactional
    public void failed(AbstractAuthenticationFailureEvent event) {
        Authentication a = event.getAuthentication();
        if (!(a instanceof UsernamePasswordAuthenticationToken) || event.getException() instanceof LockedException) {
            return;
        }
        Optional<UserView> user = users.find(a.getName(), Actor.system("sign-in"));
        Actor actor = new Actor(
                user.map(UserView::id).orElse(null),
                user.map(UserView::name).orElse("(unknown name)"),
                origin(a),
                Set.of());
        rows.addRefused(
                actor,
                ACTION,
                new AuditRows.Target("user", user.map(u -> u.id().value()).orElse(null)),
                "sign-in-failed",
                String.valueOf(event.getException().getMessage()));
    }

    private static String origin(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
    }
}
