package dev.slipway.vm.work;

import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmRow;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The disk of a VM that runs: its host copies it as it is at one moment, and it is taken from that copy. Each look finds out
 * anew how far the host is, so whoever takes over after a crash goes on from there.
 */
@Component
public class RunningDisk {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long MIB = 1024 * 1024;

    private final VmHosts hosts;

    RunningDisk(VmHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * The copy may get as large as all that its disk and its image hold; a pool that filled up would stop its other VMs too.
     *
     * @throws Conflict if it is off
     * @throws NoCapacity if there may not be room enough on its host
     */
    public void look(VmRow vm, VolumeFacts disk) {
        requireOn(vm);
        var host = hosts.hypervisor(vm);
        long below = vm.image()
                .version()
                .flatMap(version -> host.volume(hosts.copy(vm, version)))
                .map(VolumeFacts::capacityBytes)
                .orElse(disk.capacityBytes());
        long needed = mib(Math.min(disk.capacityBytes(), disk.allocatedBytes() + below));
        var pool = host.pool(hosts.pool(vm));
        if (needed > pool.availableMib()) {
            throw new NoCapacity(
                    "host-full",
                    "The copy of its disk may need " + needed + " MiB on its host for a while, and only "
                            + pool.availableMib()
                            + " MiB are free there. Shut it down first: then no copy is needed; or ask an"
                            + " administrator to make room.");
        }
    }

    private static long mib(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }

    /**
     * @param what it is copied for, by which the copy is called
     * @param quiet told whether its guest held its file systems still
     */
    public StepOutcome copy(VmRow vm, UUID what, Consumer<Boolean> quiet, StepContext context) {
        var host = hosts.hypervisor(vm);
        var backup = backup(vm, what);
        var progress = host.backup(vm.id().value(), backup);
        if (progress.isEmpty()) {
            requireOn(vm);
            // What is known of an earlier one says nothing of this one, should nobody live to hear how it began.
            quiet.accept(false);
            quiet.accept(host.beginBackup(vm.id().value(), backup));
        }
        var now = progress.orElse(BackupProgress.BEGINNING);
        if (now.done()) {
            return StepOutcome.done();
        }
        var words = now.copiedMib() + now.leftMib() <= 0
                ? "Copying its disk on its host"
                : "Copying its disk on its host: " + now.copiedMib() + " MiB copied, " + now.leftMib() + " MiB left";
        context.progress(now.percent(), words);
        return StepOutcome.again(LOOK_AGAIN, words);
    }

    /** Stops what is under way, and removes the copy. What a host holds that was given up, is cleared when it comes back. */
    public StepOutcome drop(VmRow vm, UUID what) {
        var host = hosts.hypervisor(vm);
        var backup = backup(vm, what);
        try {
            host.abortBackup(vm.id().value(), backup);
            if (isUnderWay(host, vm, backup)) {
                return StepOutcome.again(LOOK_AGAIN, "Stopping the copy on its host");
            }
            host.deleteVolume(backup.target());
        } catch (HostUnreachable e) {
            if (!hosts.isGivenUp(VmHosts.hostOf(vm))) {
                throw e;
            }
        }
        return StepOutcome.done();
    }

    /** What anything else is doing there, and how an earlier one ended, is nobody's business here. */
    private static boolean isUnderWay(Hypervisor host, VmRow vm, DiskBackup backup) {
        try {
            return host.backup(vm.id().value(), backup).isPresent();
        } catch (HypervisorProblem e) {
            return false;
        }
    }

    public DiskBackup backup(VmRow vm, UUID what) {
        return new DiskBackup(hosts.disk(vm), hosts.diskCopy(vm, what));
    }

    private void requireOn(VmRow vm) {
        if (!ObservedPower.of(hosts.hypervisor(vm).observe(vm.id().value())).isOn()) {
            throw new Conflict(
                    "vm-off", "It stopped before its disk was copied. Do it again: its disk is then taken as it is.");
        }
    }
}
