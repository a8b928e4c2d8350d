package dev.slipway.quota;

/** A charge that is thought of. */
public record PlannedCharge(QuotaPath path, Amounts amounts) {}
