package dev.slipway.catalog;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;

/** A content on a host, as recorded. @param epoch counts takeovers; whoever transfers writes only while it is still theirs */
record StagedCopy(Key key, boolean ready, long allocatedBytes, long epoch, boolean abandoned) {

    record Key(String sha256, HostId host, String pool) {
        private static final int SHORT = 16;

        VolumeRef volume() {
            return new VolumeRef(pool, "base-" + sha256.substring(0, SHORT) + ".qcow2");
        }
    }
}
