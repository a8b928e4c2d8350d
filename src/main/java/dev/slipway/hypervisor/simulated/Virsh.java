package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.VolumeRef;
import java.util.Optional;
import java.util.UUID;

/** Changes made on a simulated host by somebody else: they meet no fault and no latency, and happen also while the portal's line is cut. */
public final class Virsh {
    private final Domains domains;
    private final Disks disks;
    private final Backups backups;

    Virsh(Domains domains, Disks disks, Backups backups) {
        this.domains = domains;
        this.disks = disks;
        this.backups = backups;
    }

    /** {@code backup-begin}: somebody else's, into that volume. */
    public void backupBegin(UUID domain, DiskBackup backup) {
        backups.begin(domain, backup);
    }

    /** {@code domjobabort}. */
    public void abortJob(UUID domain) {
        backups.abortWhatever(domain);
    }

    /** @throws HypervisorProblem if there is no such domain, as with all of these */
    public void start(UUID domain) {
        domains.start(domain);
    }

    public void destroy(UUID domain) {
        domains.requireOn(domain);
        domains.stop(domain, PowerReason.POWERED_OFF);
    }

    /** What runs goes on running, and is gone when it stops. */
    public void undefine(UUID domain) {
        domains.undefineLive(domain);
    }

    /** QEMU dies. */
    public void crash(UUID domain) {
        domains.requireOn(domain);
        domains.stop(domain, PowerReason.CRASHED);
    }

    /** {@code managedsave}. */
    public void managedSave(UUID domain) {
        domains.hibernate(domain);
    }

    /** {@code managedsave-remove}. */
    public void managedSaveRemove(UUID domain) {
        domains.forgetMemory(domain);
    }

    public void suspend(UUID domain) {
        domains.pause(domain, PowerReason.PAUSED_BY_REQUEST);
    }

    /** The guest paused because its disk cannot be written. */
    public void ioError(UUID domain) {
        domains.pause(domain, PowerReason.IO_ERROR);
    }

    /** Somebody inside the guest types {@code poweroff}. */
    public void haltFromInside(UUID domain) {
        domains.requireOn(domain);
        domains.stop(domain, PowerReason.GUEST_SHUTDOWN);
    }

    /** Somebody inside the guest types {@code reboot}. */
    public void rebootFromInside(UUID domain) {
        domains.reboot(domain, true);
    }

    /** Somebody inside the guest types {@code eject}. @param drive counted from 0 */
    public void openDrive(UUID domain, int drive) {
        domains.openDrive(domain, drive);
    }

    /** {@code change-media}. @param drive counted from 0 @param disc empty to leave the drive empty */
    public void changeMedia(UUID domain, int drive, Optional<VolumeRef> disc) {
        domains.changeDisc(domain, drive, disc);
    }

    /** The machine loses power: every guest is off, nobody was asked. */
    public void powerCut() {
        domains.stopAll(PowerReason.UNKNOWN);
    }

    /** A domain of the administrator's own. */
    public void defineForeign(UUID domain, String name) {
        domains.defineForeign(domain, name);
    }

    /** A domain of the administrator's own, or one that is there already, from now on like this. */
    public void define(DomainSpec spec) {
        domains.define(spec);
    }

    public void rename(UUID domain, String name) {
        domains.rename(domain, name);
    }

    public void stopPool(String pool) {
        disks.stopPool(pool);
    }

    /** Its definition only. */
    public void removePool(String pool) {
        disks.removePool(pool);
    }

    /** An empty qcow2 file. */
    public void createVolume(VolumeRef volume, long capacityMib) {
        disks.make(volume, capacityMib);
    }

    /** {@code rm}: also what others stand on. */
    public void removeFile(VolumeRef volume) {
        disks.lose(volume);
    }

    /** Overwrites a volume's file with so many bytes of something else. */
    public void overwriteFile(VolumeRef volume, int bytes) {
        disks.overwrite(volume, bytes);
    }

    /** A guest writes to its disk. */
    public void writeTo(VolumeRef disk) {
        disks.receive(disk, UUID.randomUUID());
    }
}
