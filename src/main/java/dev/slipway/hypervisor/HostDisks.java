package dev.slipway.hypervisor;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import java.util.Optional;
import java.util.UUID;

/** Disks that domains are given, lose, and have grown, whether they run or not. What is on them is never touched. */
public interface HostDisks {
    /**
     * Gives a domain a disk besides those that it has, now and from its next start on. There already is done.
     *
     * @throws HypervisorProblem {@code NO_SUCH_VOLUME}; {@code REFUSED} if what runs has no free slot for it
     */
    void attachDisk(UUID domain, DataDisk disk);

    /**
     * Takes a disk from a domain, now and from its next start on; a running guest is asked, and waited for. The volume stays.
     * Without that disk is done, and so is no such domain.
     *
     * @throws HypervisorProblem {@code IN_USE} if the guest does not let go of it in time: then it has it still
     */
    void detachDisk(UUID domain, DataDisk disk);

    /**
     * Makes a disk of a domain larger; a guest that runs sees it at once. As large already, or larger, is done.
     *
     * @throws HypervisorProblem {@code NO_SUCH_VOLUME} if it is not there; {@code NO_SPACE}
     */
    void growDisk(UUID domain, VolumeRef disk, long capacityMib);

    /**
     * Has the agent in a running guest make a file system as large as the disk that it is on.
     *
     * @param disk empty for the one that the guest starts from
     */
    FileSystemGrowth growFileSystem(UUID domain, Optional<DataDisk> disk);

    /** What came of it. */
    enum FileSystemGrowth {
        GROWN,
        /** It is off, or no agent in it answers and runs commands. */
        NOBODY_ASKED,
        /** Its agent could not: the disk has no file system that is mounted, or its tools are not there. */
        NOT_DONE
    }
}
