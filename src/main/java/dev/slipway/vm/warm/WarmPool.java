package dev.slipway.vm.warm;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.WarmPoolId;
import java.time.Instant;
import java.util.Optional;

/**
 * VMs that are alike and kept running, so that a launch of such a one is done as soon as it is asked for.
 *
 * @param payer the project that has and pays for them until they are taken
 * @param wanted how many are to wait
 * @param ready how many could be taken now
 * @param coming how many are being launched, or boot
 * @param failure why the last one could not be made; empty since one could
 */
public record WarmPool(
        WarmPoolId id,
        ImageVersionId image,
        SizeId size,
        NetworkId network,
        ProjectId payer,
        Names names,
        int wanted,
        int ready,
        int coming,
        Optional<String> failure,
        Instant createdAt) {
    /** As they were called when the pool was made. @param owner whose the VMs are until they are taken */
    public record Names(String image, String label, String size, String network, String payer, String owner) {
        Names paidBy(String other) {
            return new Names(image, label, size, network, other, owner);
        }

        /** Such as {@code Debian 13 (2026-11), small}. */
        public String words() {
            return image + " (" + label + "), " + size;
        }
    }
}
