package dev.slipway.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/** The second step of a sign-in: a code, from who has shown the password before. Not signed in. */
public final class CodeAttempt extends UsernamePasswordAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final UUID user;

    public CodeAttempt(UUID user, String name, String code) {
        super(name, code);
        this.user = user;
    }

    UUID user() {
        return user;
    }

    String code() {
        return getCredentials() instanceof String text ? text : "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodeAttempt attempt && super.equals(other) && user.equals(attempt.user);
    }

    @Override
    public int hashCode() {
        return List.of(super.hashCode(), user).hashCode();
    }
}
