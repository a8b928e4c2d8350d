package dev.slipway.identity;

import java.util.Optional;

/** A principal of whatever kind of sign-in: what the rest of the portal wants to know of it. */
public interface SignedInPerson {
    SignedIn signedIn();

    /** Empty for local accounts. */
    default Optional<ProviderSession> providerSession() {
        return Optional.empty();
    }
}
