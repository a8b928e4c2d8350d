package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.libvirt.BackupJob.Last;
import java.util.Locale;
import java.util.UUID;
import org.libvirt.LibvirtException;

/** Why a running VM's disk was not copied, and the way out. */
final class BackupProblems {
    private BackupProblems() {}

    /** Old hosts, and some kinds of disks. */
    static void refuseIfUnable(LibvirtException e) {
        switch (LibvirtErrors.code(e)) {
            case VIR_ERR_NO_SUPPORT, VIR_ERR_OPERATION_UNSUPPORTED, VIR_ERR_CONFIG_UNSUPPORTED ->
                throw new HypervisorProblem(
                        Kind.REFUSED,
                        "This host cannot copy the disk of a VM that runs: its libvirt or its QEMU is too old for that, or the disk is"
                                + " of an unusual kind. Shut the VM down, and do it then.",
                        String.valueOf(e.getMessage()),
                        e);
            default -> {
                // Told as what it is.
            }
        }
    }

    static HypervisorProblem another(boolean backup, UUID domain) {
        return backup
                ? new HypervisorProblem(
                        Kind.IN_USE,
                        "Somebody else's backup of this VM is under way on its host. Wait until that has ended, and try again.",
                        "another backup of " + domain,
                        null)
                : new HypervisorProblem(
                        Kind.BUSY,
                        "The host is busy with something else on this VM. It is tried again.",
                        "another job on " + domain,
                        null);
    }

    static HypervisorProblem stopped(UUID domain) {
        return new HypervisorProblem(
                Kind.WRONG_POWER_STATE,
                "The guest stopped while its disk was being copied. Do it again: its disk is then copied as it is.",
                domain + " is off",
                null);
    }

    static HypervisorProblem ended(Last last, UUID domain) {
        var why = last instanceof Last.Failed failed ? failed.why() : "";
        if (why.toLowerCase(Locale.ROOT).contains("no space left")) {
            return new HypervisorProblem(
                    Kind.NO_SPACE,
                    "The host's storage filled up while the disk was being copied; the copy is removed. An administrator must"
                            + " make room.",
                    domain + ": " + why,
                    null);
        }
        return last instanceof Last.Cancelled
                ? new HypervisorProblem(
                        Kind.REFUSED,
                        "Somebody stopped the copy on the host. Try again.",
                        "backup of " + domain + " cancelled",
                        null)
                : new HypervisorProblem(
                        Kind.REFUSED,
                        "The host failed to copy the disk. An administrator finds the reason in the log.",
                        "backup of " + domain + ": " + why,
                        null);
    }
}
