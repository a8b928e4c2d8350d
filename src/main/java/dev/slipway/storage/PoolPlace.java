package dev.slipway.storage;

import dev.slipway.kernel.HostId;

/** A pool as its host calls it. */
public record PoolPlace(HostId host, String pool) {}
