package dev.slipway.quota.request;

import dev.slipway.kernel.QuotaRequestId;

/** A request has ended so; told in the transaction that ends it. */
public record RequestDecided(QuotaRequestId request, RequestState state) {}
