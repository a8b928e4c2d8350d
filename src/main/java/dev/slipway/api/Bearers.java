package dev.slipway.api;

import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.SignedIn;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.Unavailable;
import dev.slipway.sso.SsoBearers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whoever comes with a token: a personal one of ours, or one of the organisation's sign-in. */
@Component
class Bearers {
    private final ApiTokens personal;
    private final SsoBearers singleSignOn;

    Bearers(ApiTokens personal, SsoBearers singleSignOn) {
        this.personal = personal;
        this.singleSignOn = singleSignOn;
    }

    /**
     * Who it is, or empty if the token is not good.
     *
     * @throws Problem if it is, and does not let them in; or if that cannot be found out
     */
    Optional<SignedIn> authenticate(String secret, String origin) {
        try {
            return singleSignOn.isMeant(secret)
                    ? singleSignOn.authenticate(secret, origin).map(user -> SignedIn.byToken(user, id(secret)))
                    : personal.authenticate(secret).map(b -> SignedIn.byToken(b.owner(), b.token()));
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) { // not knowing is not the same as knowing that it is wrong
            throw new Unavailable(
                    "sign-in-unavailable",
                    "Tokens cannot be checked right now, because the portal's database does not answer. Try again in a"
                            + " moment.",
                    null,
                    e);
        }
    }

    /** Names the token, so that what a token may not do, it may not do either. */
    private static TokenId id(String secret) {
        return new TokenId(UUID.nameUUIDFromBytes(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
