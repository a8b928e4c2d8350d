package dev.slipway.identity;

import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Personal tokens for the API: the secret is shown once, stored hashed, and can be revoked. */
@Service
public class ApiTokens {
    /** @param secret {@code slip_…}; not to be had again */
    public record Issued(ApiTokenView token, String secret) {
        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }

    public Issued issue(String name, Optional<Duration> validFor, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public List<ApiTokenView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    public void revoke(TokenId token, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The owner of a living token, or empty. Takes the same time for near misses. */
    public Optional<UserId> authenticate(String secret) {
        throw new UnsupportedOperationException();
    }
}
