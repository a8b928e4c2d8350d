package dev.slipway.hypervisor;

import java.util.UUID;

/** What a host keeps of its domains, and takes them back to. A guest stands still while its memory is written. */
public interface HostSnapshots {
    /**
     * There already is done.
     *
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it runs and its memory is not to be kept, or the other way round;
     *     {@code BUSY} while it is still being made; {@code NO_SUCH_VOLUME} if that is no disk of it
     */
    void takeSnapshot(UUID domain, DomainSnapshot snapshot);

    /**
     * Takes the domain back to what it was, its definition too; what it is now is lost. Twice is once, but for what its guest
     * did in between.
     *
     * @param run whether it goes on from the memory that was kept; else it is off, as if its plug had been pulled at that
     *     moment. One of which no memory was kept is off anyway
     * @throws HypervisorProblem {@code NO_SUCH_SNAPSHOT}
     */
    void revertTo(UUID domain, UUID snapshot, boolean run);

    /** What was made after it stays. Absent is done. */
    void deleteSnapshot(UUID domain, UUID snapshot);
}
