package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import java.util.Map;

/**
 * What a group that a VM belongs to asks of its place.
 *
 * @param together on one host, or each on another
 * @param strict rather no place than one against the rule
 * @param members how many of its other VMs are on which host, or on their way there
 */
public record GroupRule(String name, boolean together, boolean strict, Map<HostId, Integer> members) {
    public GroupRule {
        members = Map.copyOf(members);
    }

    int on(HostId host) {
        return members.getOrDefault(host, 0);
    }

    /** Whether a VM on this host would break it. */
    boolean isBrokenBy(HostId host) {
        return together ? !members.isEmpty() && on(host) == 0 : on(host) > 0;
    }

    /** How well this host suits it, 0 to 1. */
    double worth(HostId host) {
        if (together) {
            return on(host) > 0 ? 1 : 0;
        }
        return 1.0 / (1 + on(host));
    }
}
