package dev.slipway.hypervisor;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * One host. Every call blocks at most until its deadline, may be repeated with the same effect as once, and throws
 * {@link HostUnreachable} when the host does not answer (nothing is known then) or {@link HypervisorProblem} when it
 * answers no. Not to be called inside a database transaction.
 */
public interface Hypervisor {
    HostFacts facts();

    /** Finds out by really starting a small guest, never by looking for a device. Takes seconds; the answer is worth keeping. */
    Acceleration probeAcceleration();

    /** Every domain of the host, by one bulk query. */
    List<DomainObservation> observeAll();

    /** Empty only if the host says that there is no such domain. */
    Optional<DomainObservation> observe(UUID domain);

    /** The guest's addresses without prefix length, IPv4 first, no loopback and link-local ones; empty if none is known yet. */
    List<String> addresses(UUID domain);

    /** Makes sure that a directory pool of this name exists, is active and starts with the host. */
    void ensurePool(String pool, String path);

    PoolFacts pool(String pool);

    /** Whether the host has this bridge or libvirt network, ready for use. */
    boolean hasNetwork(DomainSpec.NicKind kind, String source);

    List<VolumeFacts> volumes(String pool);

    Optional<VolumeFacts> volume(VolumeRef volume);

    /**
     * Streams a whole volume onto the host; an incomplete one of that name is replaced. After a failure the volume is
     * gone or incomplete: readiness is the caller's to record.
     *
     * @param bytes exact length of the content
     * @param progress told the bytes sent so far
     */
    void upload(VolumeRef volume, VolumeFormat format, InputStream content, long bytes, LongConsumer progress);

    /** A qcow2 overlay on a qcow2 base in the same pool; if it is there already, nothing happens. */
    void createOverlay(VolumeRef overlay, VolumeRef base, long capacityMib);

    /** Absent is done. */
    void deleteVolume(VolumeRef volume);

    /** Creates or replaces the definition; a running domain keeps running as it was started. */
    void define(DomainSpec spec);

    /** Absent is done. @throws HypervisorProblem with {@code WRONG_POWER_STATE} if it is running */
    void undefine(UUID domain);

    /** Already running is done. */
    void start(UUID domain);

    /** Asks the guest to stop (ACPI or its agent) and returns; off is done. */
    void shutdown(UUID domain);

    /** Asks the guest to restart and returns. */
    void reboot(UUID domain);

    /** Pulls the plug; off or absent is done. */
    void powerOff(UUID domain);

    /** Sets a fresh password on the running domain's screen, good for new connections for that long. */
    ScreenAccess openScreen(UUID domain, Duration validFor);
}
