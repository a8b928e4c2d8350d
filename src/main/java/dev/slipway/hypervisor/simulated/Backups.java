package dev.slipway.hypervisor.simulated;

import static dev.slipway.hypervisor.simulated.Disks.MIB;
import static dev.slipway.hypervisor.simulated.Disks.problem;

import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Copies of disks whose guests run, one at a time for each guest. They go on also while the portal's line is cut. */
final class Backups {
    private final SimulatedHost machine;
    private final Map<UUID, Run> runs = new HashMap<>();

    private static final class Run {
        private final DiskBackup backup;
        private final SimulatedDomain guest;
        private final long stops;
        private final UUID written;
        private final long begun = System.nanoTime();
        private boolean done;
        private Optional<HypervisorProblem> failure = Optional.empty();

        Run(DiskBackup backup, SimulatedDomain guest, UUID written) {
            this.backup = backup;
            this.guest = guest;
            this.stops = guest.stops();
            this.written = written;
        }

        boolean isUnderWay() {
            return !done && failure.isEmpty();
        }
    }

    Backups(SimulatedHost machine) {
        this.machine = machine;
    }

    synchronized boolean begin(UUID domain, DiskBackup backup) {
        var guest = machine.domains().requireOn(domain);
        if (progress(domain, backup).isPresent()) {
            return false;
        }
        if (guest.spec().map(DomainSpec::disk).filter(backup.disk()::equals).isEmpty()) {
            throw problem(Kind.NO_SUCH_VOLUME, "The VM runs on another disk.", backup.toString());
        }
        var disks = machine.disks();
        disks.makeCopy(backup.target(), backup.disk());
        var run = new Run(backup, guest, disks.written(backup.disk()));
        runs.put(domain, run);
        Machinery.later(machine.guests().copyDelay(), () -> finish(run));
        return machine.guests().haveAgents();
    }

    synchronized Optional<BackupProgress> progress(UUID domain, DiskBackup backup) {
        var run = runs.get(domain);
        if (run == null) {
            return Optional.empty();
        }
        look(run);
        if (!run.backup.target().equals(backup.target())) {
            if (run.isUnderWay()) {
                throw problem(
                        Kind.IN_USE,
                        "Somebody else's backup of this VM is under way on its host. Wait until that has ended, and try again.",
                        domain.toString());
            }
            return Optional.empty();
        }
        if (run.failure.isPresent()) {
            runs.remove(domain);
            throw run.failure.get();
        }
        return Optional.of(run.done ? BackupProgress.DONE : progress(run));
    }

    private BackupProgress progress(Run run) {
        long all = run.guest.spec().map(DomainSpec::disk).flatMap(machine.disks()::find).stream()
                .mapToLong(SimulatedVolume::capacityBytes)
                .sum();
        double share = (double) (System.nanoTime() - run.begun)
                / Math.max(1, machine.guests().copyDelay().toNanos());
        long copied = (long) (all * Math.min(1, share));
        return new BackupProgress(copied / MIB, (all - copied) / MIB, false);
    }

    synchronized void abort(UUID domain, DiskBackup backup) {
        var run = runs.get(domain);
        if (run != null && run.backup.target().equals(backup.target())) {
            runs.remove(domain);
        }
    }

    synchronized void abortWhatever(UUID domain) {
        var run = runs.get(domain);
        if (run != null && run.isUnderWay()) {
            run.failure = Optional.of(
                    problem(Kind.REFUSED, "Somebody stopped the copy on the host. Try again.", "cancelled"));
        }
    }

    private synchronized void finish(Run run) {
        look(run);
        if (runs.containsValue(run) && run.isUnderWay()) {
            machine.disks().find(run.backup.target()).ifPresent(copy -> copy.write(run.written));
            run.done = true;
        }
    }

    /** A copy ends with its guest. */
    private static void look(Run run) {
        if (run.isUnderWay() && (!run.guest.isOn() || run.guest.stops() != run.stops)) {
            run.failure = Optional.of(problem(
                    Kind.WRONG_POWER_STATE,
                    "The guest stopped while its disk was being copied. Do it again: its disk is then copied as it is.",
                    ""));
        }
    }
}
