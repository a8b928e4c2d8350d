package dev.slipway.metering;

import dev.slipway.kernel.VmId;
import java.util.List;

/** What one VM used in one project, deleted or not. */
public record VmUsage(VmId vm, String name, Consumption used, List<Cost> cost) {
    public VmUsage {
        cost = List.copyOf(cost);
    }
}
