package dev.slipway.placement;

import dev.slipway.host.NetworkSource;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.Set;

/**
 * @param filtered whether what it sends must be filtered
 * @param preferred hosts that have the image already
 * @param excluded hosts not to be tried (again)
 * @param tags that the host has to have
 * @param groups the VM belongs to
 */
public record PlacementRequest(
        VmId vm,
        Resources resources,
        String architecture,
        Set<NetworkSource> networks,
        boolean filtered,
        Set<HostId> preferred,
        Set<HostId> excluded,
        HostTags tags,
        List<GroupRule> groups) {
    public PlacementRequest {
        networks = Set.copyOf(networks);
        preferred = Set.copyOf(preferred);
        excluded = Set.copyOf(excluded);
        groups = List.copyOf(groups);
    }

    /** For a VM that asks nothing else of its host, on networks that hold nobody to anything. */
    public PlacementRequest(
            VmId vm,
            Resources resources,
            String architecture,
            Set<NetworkSource> networks,
            Set<HostId> preferred,
            Set<HostId> excluded) {
        this(vm, resources, architecture, networks, false, preferred, excluded, HostTags.NONE, List.of());
    }
}
