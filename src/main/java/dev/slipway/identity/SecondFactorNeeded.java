package dev.slipway.identity;

import java.util.UUID;
import org.springframework.security.core.AuthenticationException;

/** The password was right, and is not enough. Whoever has come so far is nobody still. */
public final class SecondFactorNeeded extends AuthenticationException {
    private static final long serialVersionUID = 1;

    private final UUID user;
    private final String name;

    SecondFactorNeeded(UUID user, String name) {
        super("A code from the app is needed too.");
        this.user = user;
        this.name = name;
    }

    public UUID user() {
        return user;
    }

    public String name() {
        return name;
    }
}
