package dev.slipway.sso;

import dev.slipway.kernel.Unavailable;
import org.jspecify.annotations.Nullable;

/** The identity provider does not answer, or not as one. */
class ProviderAway extends Unavailable {
    ProviderAway(String name, String issuer, @Nullable Throwable cause) {
        super(
                "identity-provider-away",
                "The sign-in of " + name
                        + " does not answer right now. Try again in a moment, or ask an administrator.",
                "identity provider " + issuer,
                cause);
    }
}
