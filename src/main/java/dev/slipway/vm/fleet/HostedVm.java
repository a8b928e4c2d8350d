package dev.slipway.vm.fleet;

import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VmStatus;

/** A VM on a host, as whoever runs hosts sees it. */
public record HostedVm(
        VmId id, String name, String tenant, String project, String owner, VmStatus status, Resources resources) {}
