package dev.slipway.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change or refusal.
 *
 * @param id in the order of being told
 * @param targetId null if the request named none; of a refusal, what was asked for, there or not
 * @param refused whether it was a refusal, then {@code detail} is the reason given and {@code code} its name
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String origin,
        String action,
        String targetType,
        @Nullable String targetId,
        String targetName,
        @Nullable UUID tenant,
        @Nullable UUID project,
        boolean refused,
        @Nullable String code,
        String detail) {}
