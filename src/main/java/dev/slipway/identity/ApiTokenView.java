package dev.slipway.identity;

import dev.slipway.kernel.TokenId;
import java.time.Instant;
import java.util.Optional;

/** A personal token without its secret. */
public record ApiTokenView(
        TokenId id, String name, Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {}
