package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import java.util.List;

/** @param sentence for the user, naming no host; @param reasons for the administrator, a line a host */
public record PlacementDecision(HostId host, String sentence, List<HostReason> reasons) {
    public PlacementDecision {
        reasons = List.copyOf(reasons);
    }

    /** @param verdict why it was excluded, or its score */
    public record HostReason(HostId host, String hostName, boolean suitable, String verdict) {}
}
