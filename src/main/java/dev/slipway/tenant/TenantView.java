package dev.slipway.tenant;

import dev.slipway.kernel.TenantId;
import java.time.Instant;
import java.util.Optional;

/** A tenant. @param people with a role in it or in one of its projects */
public record TenantView(
        TenantId id, String name, Instant createdAt, long projects, long people, Optional<Suspension> suspension) {}
