package dev.slipway.vm.backup;

import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.DiskCopy;
import dev.slipway.vm.work.VmHosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** From the file of a backup to a disk on a VM's host. */
@Component
class RestoredDisk {
    private static final long MIB = 1024 * 1024;

    private final BackupFiles files;
    private final DiskCopy copy;
    private final VmHosts hosts;

    RestoredDisk(BackupFiles files, DiskCopy copy, VmHosts hosts) {
        this.files = files;
        this.copy = copy;
        this.hosts = hosts;
    }

    /**
     * Writes it as that VM's disk; what is there of that name is replaced. Read twice: what is damaged already is not sent, and
     * what is sent is the same still.
     *
     * @throws dev.slipway.kernel.Conflict {@code backup-damaged} if it is not what was kept; what was sent is of no use then
     */
    StepOutcome write(BackupRow backup, VmRow vm, StepContext context) {
        var kept = backup.requireFile();
        if (!files.isWhole(
                backup,
                read -> context.progress(
                        0, "Comparing it with its checksum: " + read / MIB + " of " + kept.bytes() / MIB + " MiB"),
                context::isCancelled)) {
            throw BackupFiles.damaged(backup);
        }
        var host = hosts.hypervisor(vm);
        try (var content = files.open(backup)) {
            var sent = copy.deliver(
                    new DiskCopy.Delivery(
                            content,
                            kept.bytes(),
                            host,
                            hosts.disk(vm),
                            "Writing its disk",
                            digest -> requireSame(backup, digest)),
                    context);
            if (sent instanceof StepOutcome.Again) {
                return sent;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (vm.resources().diskMib() > backup.facts().resources().diskMib()) {
            host.resizeDisk(hosts.disk(vm), vm.resources().diskMib());
        }
        return StepOutcome.done();
    }

    private static void requireSame(BackupRow backup, byte[] digest) {
        if (!HexFormat.of().formatHex(digest).equals(backup.requireFile().sha256())) {
            throw BackupFiles.damaged(backup);
        }
    }
}
