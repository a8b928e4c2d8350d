package dev.slipway.hypervisor;

import java.util.Optional;
import java.util.UUID;

/** What a host keeps of a running guest's memory, on its own disk, while the domain is off. */
public interface HostMemories {
    /** How much more can be written where memory is kept; empty if the host does not tell. */
    Optional<Long> roomForMemoryMib();

    /**
     * Writes down what a running guest has in its memory and turns it off; it is started to go on there. Kept already is done. If
     * it fails, the guest goes on.
     *
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off, and nothing is kept of it; {@code BUSY} while it is
     *     still being written; {@code NO_SPACE}
     */
    void hibernate(UUID domain);

    /** What is kept is thrown away, so that it starts anew. Nothing kept, or no such domain, is done. */
    void forgetMemory(UUID domain);
}
