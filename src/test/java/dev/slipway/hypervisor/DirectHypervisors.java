package dev.slipway.hypervisor;

import java.util.List;

/** The dispatcher without Spring, for tests of an adapter. */
public final class DirectHypervisors {
    private DirectHypervisors() {}

    public static Hypervisors over(HypervisorAdapter... adapters) {
        return new AttachedHypervisors(List.of(adapters));
    }
}
