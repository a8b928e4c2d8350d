package dev.slipway.catalog;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.storage.PoolPlace;
import java.time.Instant;
import java.util.Optional;

/** A content in a pool, as recorded. @param epoch counts takeovers; whoever transfers writes only while it is still theirs */
record StagedCopy(
        Key key, boolean ready, long allocatedBytes, long epoch, boolean abandoned, Optional<Arrived> arrived) {
    private static final int SHORT = 16;

    /** What the copy of a content is called in a pool. */
    static VolumeRef volume(String sha256, MasterFormat format, String pool) {
        return new VolumeRef(pool, name(sha256, format));
    }

    /** How copies of that content are called, wherever they are. */
    static String name(String sha256, MasterFormat format) {
        return format.volume(sha256.substring(0, SHORT));
    }

    /**
     * What a host has of a copy that is not whole yet.
     *
     * @param bytes from the beginning on
     * @param sha256 of these
     */
    record Arrived(long bytes, String sha256, Instant at) {}

    /** @param host and pool under which it is kept in the books, whichever of the hosts that share the pool put it there */
    record Key(String sha256, MasterFormat format, HostId host, String pool) {
        Key(String sha256, MasterFormat format, PoolPlace home) {
            this(sha256, format, home.host(), home.pool());
        }

        VolumeRef volume() {
            return in(pool);
        }

        /** As it is called on a host to which the pool has another name. */
        VolumeRef in(String other) {
            return StagedCopy.volume(sha256, format, other);
        }
    }

    /** Where the copy is looked at and made: by one of the hosts that have the pool. */
    record Target(Key key, HostId host, VolumeRef volume) {
        Target(Key key, PoolPlace place) {
            this(key, place.host(), key.in(place.pool()));
        }
    }
}
