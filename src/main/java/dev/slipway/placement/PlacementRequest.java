package dev.slipway.placement;

import dev.slipway.host.NetworkSource;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import java.util.Set;

/** @param preferred hosts that have the image already; @param excluded hosts not to be tried (again) */
public record PlacementRequest(
        VmId vm,
        Resources resources,
        String architecture,
        Set<NetworkSource> networks,
        Set<HostId> preferred,
        Set<HostId> excluded) {
    public PlacementRequest {
        networks = Set.copyOf(networks);
        preferred = Set.copyOf(preferred);
        excluded = Set.copyOf(excluded);
    }
}
