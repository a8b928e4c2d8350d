package dev.slipway.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Signs people in with name and password. The one authority given says only that somebody is signed in: what they may do
 * is decided by {@link Actor}.
 */
@Component
class LocalSignIn implements AuthenticationProvider {
    private final UserRows users;
    private final Passwords passwords;
    private final SignInGuard guard;

    LocalSignIn(UserRows users, Passwords passwords, SignInGuard guard) {
        this.users = users;
        this.passwords = passwords;
        this.guard = guard;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = Users.canonical(asked.getName());
        boolean possible = Users.isName(name);
        Optional<Duration> wait = possible ? guard.begin(name) : Optional.empty();
        if (wait.isPresent()) {
            throw new LockedException(SignInGuard.sentence(wait.get()));
        }
        Optional<UserRow> user = possible ? users.named(name) : Optional.empty();
        String password = asked.getCredentials() instanceof String text ? text : "";
        boolean right =
                passwords.matches(password, user.map(UserRow::passwordHash).orElse(null));
        if (user.isEmpty() || !right) {
            throw new BadCredentialsException("Name or password is not right.");
        }
        guard.succeeded(name);
        if (!user.get().isEnabled()) {
            throw new DisabledException("This account is disabled. Ask a platform administrator.");
        }
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(user.get().id().value(), name), null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
        signedIn.setDetails(asked.getDetails());
        return signedIn;
    }
}
