package dev.slipway.audit;

import java.time.Instant;

/** One change or refusal. @param refused whether it was a refusal, then {@code detail} is the reason given */
public record AuditEntry(
        Instant at,
        String actor,
        String origin,
        String action,
        String targetType,
        String targetName,
        boolean refused,
        String detail) {}
