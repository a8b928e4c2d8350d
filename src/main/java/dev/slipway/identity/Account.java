package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An account as its administrators see it.
 *
 * @param local whether it has a password here, rather than at an identity provider
 * @param passwordTemporary whether it has to choose a password before anything else
 * @param blockedUntil when it may be tried again after too many failures, if that is to come
 * @param sessions going on
 */
public record Account(
        UserId id,
        String name,
        String displayName,
        boolean enabled,
        Optional<Role> platformRole,
        boolean local,
        boolean passwordTemporary,
        boolean secondFactor,
        Optional<Instant> blockedUntil,
        int sessions,
        Instant createdAt,
        Optional<Instant> lastSignInAt) {}
