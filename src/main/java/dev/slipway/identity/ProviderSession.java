package dev.slipway.identity;

import java.util.Optional;

/**
 * What an identity provider calls a session, so that it can end it by back-channel logout.
 *
 * @param issuer as in the token's {@code iss}
 * @param sid as in its {@code sid}, if it has one
 * @param subject as in its {@code sub}
 */
public record ProviderSession(String issuer, Optional<String> sid, String subject) {}
