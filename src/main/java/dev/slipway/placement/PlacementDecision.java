package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param sentence for the user, naming no host
 * @param reasons for the administrator, a line a host, the chosen one first
 * @param others in a large fleet: how many more hosts there were, by reason
 */
public record PlacementDecision(HostId host, String sentence, List<HostReason> reasons, List<String> others) {
    /** @param others absent in what was decided before it was kept */
    public PlacementDecision(HostId host, String sentence, List<HostReason> reasons, @Nullable List<String> others) {
        this.host = host;
        this.sentence = sentence;
        this.reasons = List.copyOf(reasons);
        this.others = others == null ? List.of() : List.copyOf(others);
    }

    public PlacementDecision(HostId host, String sentence, List<HostReason> reasons) {
        this(host, sentence, reasons, List.of());
    }

    /** @param verdict why it was excluded, or its score */
    public record HostReason(HostId host, String hostName, boolean suitable, String verdict) {}
}
