package dev.slipway.intake;

import dev.slipway.kernel.SigningKeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A maker's public key that the platform keeps.
 *
 * @param name as administrators call it; @param owner as it calls itself, may be empty
 * @param fingerprint in capitals, without spaces
 * @param unfit why nothing that it has signed is believed any more, if so, as in “has expired on 2026-01-31”
 */
public record SigningKey(
        SigningKeyId id,
        String name,
        String owner,
        String fingerprint,
        Optional<Instant> expiresAt,
        Optional<String> unfit,
        String addedBy,
        Instant addedAt) {}
