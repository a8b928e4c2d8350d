package dev.slipway.hypervisor;

import java.util.List;

/** The port with the given adapters, without the rest of the application. */
public final class HypervisorsForTests {
    private HypervisorsForTests() {}

    public static Hypervisors with(HypervisorAdapter... adapters) {
        return new AttachedHypervisors(List.of(adapters));
    }
}
