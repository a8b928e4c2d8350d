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
 * Signs people in with name and password, and a code where the account has a second factor. The one authority given says
 * only that somebody is signed in: what they may do is decided by {@link Actor}.
 */
@Component
class LocalSignIn implements AuthenticationProvider {
    private final UserRows users;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final SecondFactorTable secondFactors;
    private final SecondFactorCheck check;
    private final SignInSettings settings;

    LocalSignIn(
            UserRows users,
            Passwords passwords,
            SignInGuard guard,
            SecondFactorTable secondFactors,
            SecondFactorCheck check,
            SignInSettings settings) {
        this.users = users;
        this.passwords = passwords;
        this.guard = guard;
        this.secondFactors = secondFactors;
        this.check = check;
        this.settings = settings;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        if (!settings.local()) {
            throw new DisabledException("Local accounts are switched off here. Use single sign-on.");
        }
        return asked instanceof CodeAttempt attempt ? byCode(attempt) : byPassword(asked);
    }

    private Authentication byPassword(Authentication asked) {
        String name = Users.canonical(asked.getName());
        boolean possible = Users.isName(name);
        if (possible) {
            refuseGuesses(name);
        }
        Optional<UserRow> user = possible ? users.named(name) : Optional.empty();
        String password = asked.getCredentials() instanceof String text ? text : "";
        boolean right =
                passwords.matches(password, user.map(UserRow::passwordHash).orElse(null));
        if (user.isEmpty() || !right) {
            throw new BadCredentialsException("Name or password is not right.");
        }
        if (secondFactors.isOn(user.get().id()) && user.get().isEnabled()) {
            // This try stays counted until the code is right too, or who knows the password could guess codes for ever.
            throw new SecondFactorNeeded(user.get().id().value(), name);
        }
        guard.succeeded(name);
        passwords
                .renewed(password, user.get().passwordHash())
                .ifPresent(hash ->
                        users.replaceHash(user.get().id().value(), user.get().passwordHash(), hash));
        return signedIn(user.get(), asked);
    }

    private Authentication byCode(CodeAttempt attempt) {
        refuseGuesses(attempt.getName());
        UserRow user =
                users.findById(attempt.user()).orElseThrow(() -> new BadCredentialsException("This account is gone."));
        if (!check.passes(user, attempt.code(), true)) {
            throw new BadCredentialsException("The code is not right.");
        }
        guard.succeeded(user.name());
        return signedIn(user, attempt);
    }

    private void refuseGuesses(String name) {
        Optional<Duration> wait = guard.begin(name);
        if (wait.isPresent()) {
            throw new LockedException(SignInGuard.sentence(wait.get()));
        }
    }

    private static Authentication signedIn(UserRow user, Authentication asked) {
        if (!user.isEnabled()) {
            throw new DisabledException("This account is disabled. Ask a platform administrator.");
        }
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(user.id().value(), user.name()), null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
        signedIn.setDetails(asked.getDetails());
        return signedIn;
    }
}
