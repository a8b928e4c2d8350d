package dev.slipway.hypervisor;

import java.util.UUID;

/** Where adapters get what lets them into a host, at the moment they need it. Kept by whoever keeps hosts. */
@FunctionalInterface
public interface HostSecrets {
    /** @throws HypervisorProblem if there is none of this id, or it cannot be read */
    HostSecret open(UUID credential);
}
