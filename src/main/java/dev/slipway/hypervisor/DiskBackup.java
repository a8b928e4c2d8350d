package dev.slipway.hypervisor;

/**
 * A copy of a disk while its guest runs: whole, with what it stands on, as the guest has it at one moment.
 *
 * @param disk which its domain runs on
 * @param target what it is copied to; made by the host, and the caller's to remove
 */
public record DiskBackup(VolumeRef disk, VolumeRef target) {
    public DiskBackup {
        if (disk.equals(target)) {
            throw new IllegalArgumentException("a disk is not copied onto itself");
        }
    }
}
