package dev.slipway.tenant;

import dev.slipway.kernel.TenantId;

/** Told in the transaction that renames it, so that copies of the name follow. */
public record TenantRenamed(TenantId tenant, String name) {}
