package dev.slipway.vm.plan;

import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.VmId;
import java.util.Optional;

/**
 * A launch that waits for a quota request.
 *
 * @param vm once it is launched
 * @param failure why it could not be launched when it was approved
 * @param mine whether it is of the one who looks, who then may try again or give it up after a failure
 */
public record PlannedLaunch(
        QuotaRequestId request,
        String name,
        String sizeName,
        String imageName,
        String networkName,
        PlannedState state,
        Optional<VmId> vm,
        Optional<String> failure,
        boolean mine) {}
