package dev.slipway.placement;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.kernel.HostId;
import java.util.Optional;
import java.util.Set;

/**
 * A VM that is to go to another host.
 *
 * @param wanted the only host that will do
 * @param running how it runs now, if it is to go on running on its way
 * @param leftovers hosts that have something of it, which must go first
 */
public record Move(
        PlacementRequest request,
        HostId from,
        Optional<HostId> wanted,
        Optional<Acceleration> running,
        Set<HostId> leftovers) {
    public Move {
        leftovers = Set.copyOf(leftovers);
    }
}
