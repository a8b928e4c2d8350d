package dev.slipway.hypervisor;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * One host. Every call blocks at most until its deadline, may be repeated with the same effect as once, and throws
 * {@link HostUnreachable} when the host does not answer (nothing is known then) or {@link HypervisorProblem} when it
 * answers no. Not to be called inside a database transaction.
 */
public interface Hypervisor extends HostSnapshots, HostDisks, HostNics, HostMemories, HostSerial {
    HostFacts facts();

    /** Finds out by really starting a small guest, never by looking for a device. Takes seconds; the answer is worth keeping. */
    Acceleration probeAcceleration();

    /** By ssh: the key with which it proved itself at the last connection, as {@code TYPE BASE64}. Asks nobody. */
    default Optional<String> hostKey() {
        return Optional.empty();
    }

    /**
     * Finds out by really starting a small guest whether what guests send can be filtered there. Takes about a second; the
     * answer is worth keeping.
     */
    boolean probeFilters();

    /** What it has for guests. Changes nothing there. */
    HostEquipment equipment();

    /** What guests can be plugged into, and which hardware addresses were seen: asked often, so it costs little. */
    Wiring wiring();

    /**
     * Finds out whether the portal may really start guests there, by a tiny emulated one that is defined nowhere and never
     * gets to run; nothing of it stays.
     */
    void tryGuest();

    /** For how long the host has been on, at least. Zero if it does not tell. */
    Duration upFor();

    /** The host's clock, as told by the time on a file that is made there and removed again. */
    Instant clock();

    /** Every domain of the host, by one bulk query. */
    List<DomainObservation> observeAll();

    /** Empty only if the host says that there is no such domain. */
    Optional<DomainObservation> observe(UUID domain);

    /**
     * What the host and its guests have used so far. Dear to ask for, so not more often than every half a minute; a guest
     * that hangs can hold it up, and nothing else.
     *
     * @throws HypervisorProblem with {@code BUSY} while the last question is still held up
     */
    HostUsage usage();

    /** What it is made of; empty only if the host says that there is no such domain. */
    Optional<DomainDescription> describe(UUID domain);

    /** What it was started with, if it is on; empty if it is off, or the host says that there is no such domain. */
    Optional<RunningSize> runsWith(UUID domain);

    /** The guest's addresses without prefix length, IPv4 first, no loopback and link-local ones; empty if none is known yet. */
    List<String> addresses(UUID domain);

    /** What the agent in a running guest says of it; empty if there is none, or it does not answer. */
    Optional<GuestReport> guestReport(UUID domain);

    /** Whether the agent in a running guest has answered its host since the guest was started; false if there is none. */
    boolean agentListens(UUID domain);

    /**
     * Tells a running guest by its agent who it is from now on: keys that let in take the place of those there were. The
     * host name follows where the guest lets its agent run commands; where not, it is as before until somebody changes it.
     *
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off; {@code REFUSED} if its agent does not answer, or
     *     does not take the keys
     */
    void introduce(UUID domain, GuestIdentity identity);

    /**
     * Gives an account in a running guest this password, by its agent; the same again is done.
     *
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off; {@code REFUSED} if its agent does not answer, or
     *     does not take it: there may be no such account
     */
    void setPassword(UUID domain, String account, String password);

    /** Makes sure that a directory pool of this name exists, is active and starts with the host. */
    void ensurePool(String pool, String path);

    PoolFacts pool(String pool);

    /** Every storage pool, active or not, as it was at its last look. */
    List<PoolState> pools();

    /**
     * Makes a pool that is active and starts with the host; one that is there already and the same is started.
     *
     * @throws HypervisorProblem {@code REFUSED} if another pool has that name, or what it is to be made of is not there
     */
    void createPool(PoolSpec spec);

    /** Active already is done. */
    void startPool(String pool);

    /** Lets it look at its files again. */
    void refreshPool(String pool);

    /** Stops and forgets it; what is in it stays. Absent is done. */
    void removePool(String pool);

    /** Whether the host has this bridge or libvirt network, ready for use. */
    boolean hasNetwork(DomainSpec.NicKind kind, String source);

    /**
     * Makes sure that this network is there, runs and starts with the host. If it cannot run, nothing of it stays.
     *
     * @throws HypervisorProblem with {@code IN_USE} if somebody else's has its name
     */
    void ensureNetwork(OwnNetwork network);

    /** Absent is done. */
    void removeNetwork(UUID network);

    List<VolumeFacts> volumes(String pool);

    Optional<VolumeFacts> volume(VolumeRef volume);

    /**
     * Streams a whole volume onto the host; an incomplete one of that name is replaced. After a failure the volume is
     * gone or incomplete: readiness is the caller's to record.
     *
     * @param bytes exact length of the content
     * @param progress told the bytes sent so far
     */
    default void upload(VolumeRef volume, VolumeFormat format, InputStream content, long bytes, LongConsumer progress) {
        upload(volume, format, content, 0, bytes, UploadParts.none(progress));
    }

    /**
     * As {@link #upload(VolumeRef, VolumeFormat, InputStream, long, LongConsumer)}, for what is so large that an upload goes
     * on where an earlier one broke off.
     *
     * @param rest the content from that byte on
     * @param from so many bytes have {@linkplain UploadParts#arrived arrived} before, and stay as they are; with zero, an
     *     earlier volume is replaced
     * @param bytes exact length of the whole
     * @throws HypervisorProblem {@code NO_SUCH_VOLUME} if there is nothing to be gone on with
     */
    void upload(VolumeRef volume, VolumeFormat format, InputStream rest, long from, long bytes, UploadParts parts);

    /**
     * Streams a whole volume from the host, as the file is, not as a guest sees it.
     *
     * @return what the reader made of it
     */
    <T> T download(VolumeRef volume, VolumeReader<T> reader);

    /** A qcow2 overlay on a qcow2 base in the same pool; if it is there already, nothing happens. */
    void createOverlay(VolumeRef overlay, VolumeRef base, long capacityMib);

    /** An empty qcow2 disk; if it is there already, nothing happens. */
    void createDisk(VolumeRef disk, long capacityMib);

    /**
     * Gives a qcow2 disk that nobody uses another capacity; the same again is done. Of one that is made smaller, what was
     * beyond is lost.
     *
     * @throws HypervisorProblem {@code IN_USE} if it is in use; {@code NO_SUCH_VOLUME} if it is not there
     */
    void resizeDisk(VolumeRef disk, long capacityMib);

    /** Makes sure that there is a volume of that name: one byte, of no meaning; there already is done. */
    void mark(VolumeRef volume);

    /** Absent is done. */
    void deleteVolume(VolumeRef volume);

    /** Creates or replaces the definition, but for the name that the domain has there; a running domain keeps running as it was started. */
    void define(DomainSpec spec);

    /** Defines a domain that is not there as it was once described; there already is done, whatever it is like. */
    void redefine(UUID domain, String definition);

    /**
     * Makes sure that the domain, from its next start on, has a screen that nobody sees without being let in; nothing else
     * of it changes.
     */
    void lockScreen(UUID domain);

    /** Absent is done. @throws HypervisorProblem with {@code WRONG_POWER_STATE} if it is running */
    void undefine(UUID domain);

    /** Already running is done. One of which memory is kept goes on where it was, and nothing is kept of it then. */
    void start(UUID domain);

    /** Asks the guest to stop (ACPI or its agent) and returns; off is done. */
    void shutdown(UUID domain);

    /** Asks the guest to restart and returns. */
    void reboot(UUID domain);

    /** Presses the reset button: the guest is not asked. @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off */
    void reset(UUID domain);

    /** Stops a guest where it is; paused already is done. @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off */
    void pause(UUID domain);

    /** Lets a paused guest go on; running is done. @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off */
    void resume(UUID domain);

    /** Pulls the plug; off or absent is done. */
    void powerOff(UUID domain);

    /**
     * Puts a disc into a running domain's drive, or takes out what is in it, in its definition too. The guest is not asked:
     * a tray that it has locked is opened.
     *
     * @param drive counted from 0
     * @param disc empty to leave the drive empty
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off; {@code REFUSED} if it was started without that drive
     */
    void changeDisc(UUID domain, int drive, Optional<VolumeRef> disc);

    /** Sets a fresh password on the running domain's screen, good for new connections for that long. */
    ScreenAccess openScreen(UUID domain, Duration validFor);

    /** Where other hosts find this one; empty if it was registered by an address that only its own machine knows. Asks nobody. */
    Optional<PeerAddress> peer();

    /**
     * Begins to hand a running domain to another host, while it runs; returns at once. Under way already is done. It goes on
     * also when the portal dies. In the end the domain, with its definition, is there and not here.
     *
     * @throws HypervisorProblem with {@code WRONG_POWER_STATE} if it is off
     */
    void migrate(UUID domain, MigrationPlan plan);

    /**
     * How far it is, whoever began it; empty if none is under way: then it is where it is observed.
     *
     * @throws HypervisorProblem what made this run's migration fail, told once; the domain then runs here as before
     */
    Optional<MigrationProgress> migration(UUID domain, UUID run);

    /** Breaks off what is under way, soon; the domain stays here, unless it has just arrived. None is done. */
    void abortMigration(UUID domain);

    /**
     * Begins to copy a running domain's disk while its guest goes on, as it is at this moment; returns at once. The host goes
     * on with it when the portal dies. What is under way already is done; else what the target held is replaced. A guest
     * with an agent holds its file systems still for that moment, and never longer: whoever asks next lets them go again.
     *
     * @return whether its file systems were held still; false also if that is not known
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off; {@code IN_USE} if somebody else's backup of it is
     *     under way; {@code NO_SUCH_VOLUME} if it does not run on that disk; {@code REFUSED} if the host cannot do it
     */
    boolean beginBackup(UUID domain, DiskBackup backup);

    /**
     * How far it is. Empty if none into that target is under way, and it cannot be told that one has ended well: then it is to
     * be begun anew.
     *
     * @throws HypervisorProblem what made it fail, told once; {@code WRONG_POWER_STATE} if the guest has stopped meanwhile
     */
    Optional<BackupProgress> backup(UUID domain, DiskBackup backup);

    /** Breaks off what is under way into that target, soon, and lets the guest's file systems go. Others' stay; none is done. */
    void abortBackup(UUID domain, DiskBackup backup);
}
