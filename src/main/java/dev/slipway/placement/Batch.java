package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.placement.FleetView.Standing;
import java.util.List;
import java.util.function.Supplier;

/**
 * VMs that are placed one after the other in one transaction: each sees where those before it went, which nobody else does
 * until it ends. Of one transaction only.
 */
public final class Batch {
    private List<Standing> standings = List.of();
    private boolean current;
    private boolean holding;

    /** As those before it have left it; or as the portal knows it, if this is the first, or that was not good enough. */
    List<Standing> look(Supplier<List<Standing>> anew) {
        if (!current) {
            standings = List.copyOf(anew.get());
        }
        current = false;
        return standings;
    }

    void took(HostId host, Resources taken) {
        standings = standings.stream()
                .map(standing -> standing.host().id().equals(host) ? standing.with(taken) : standing)
                .toList();
        current = true;
        holding = true;
    }

    /** Whether the transaction holds a host's counter already. */
    boolean isHolding() {
        return holding;
    }
}
