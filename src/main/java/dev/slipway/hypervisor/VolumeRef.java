package dev.slipway.hypervisor;

import dev.slipway.kernel.InvalidRequest;

/** A volume by pool and name. Names are ours: letters, digits, {@code . _ -}, so no path can be smuggled in. */
public record VolumeRef(String pool, String name) {
    public VolumeRef {
        if (!pool.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}") || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,126}")) {
            throw new InvalidRequest(
                    "volume-name", "A pool or volume name has letters, digits, dot, dash and underscore.");
        }
    }
}
