package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/** The principal of a session or a token: who, and nothing that may change meanwhile. Roles are read anew each time. */
public record SignedIn(UUID user, String name) implements Principal, Serializable {
    public UserId id() {
        return new UserId(user);
    }

    @Override
    public String getName() {
        return name;
    }
}
