package dev.slipway.identity;

import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import java.io.Serializable;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The principal of a session or a token: who, and nothing that may change meanwhile. Roles are read anew each time.
 *
 * @param token the personal token that was shown, or null if it was none
 */
public record SignedIn(UUID user, String name, @Nullable UUID token)
        implements Principal, SignedInPerson, Serializable {
    public SignedIn(UUID user, String name) {
        this(user, name, null);
    }

    public static SignedIn byToken(UserId owner, TokenId token) {
        // The name is read from the account whenever an actor is made; here it only labels the thread's context.
        return new SignedIn(owner.value(), "token", token.value());
    }

    public UserId id() {
        return new UserId(user);
    }

    Optional<TokenId> tokenId() {
        return Optional.ofNullable(token).map(TokenId::new);
    }

    @Override
    public SignedIn signedIn() {
        return this;
    }

    @Override
    public String getName() {
        return name;
    }
}
