package dev.slipway.vm.backup;

import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.launch.BuildCopiedVm;
import dev.slipway.vm.launch.LaunchEnd;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.TakingDisks;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import org.springframework.stereotype.Component;

/** As a launch, on a disk that is written from a backup; on if it is to be. */
@Component
class BuildFromBackup extends BuildCopiedVm {
    static final String KIND = "vm-from-backup";

    private final RestoredDisk disk;
    private final BackupRows rows;

    BuildFromBackup(
            VmSteps steps,
            VmHosts hosts,
            DiskSteps disks,
            Seeds seeds,
            LaunchEnd end,
            RestoredDisk disk,
            BackupRows rows) {
        super(steps, hosts, disks, seeds, end);
        this.disk = disk;
        this.rows = rows;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Restore as a new VM";
    }

    @Override
    public String doing() {
        return "being made of a backup";
    }

    @Override
    protected Step makeDisk() {
        return step(
                "create-disk",
                "Write the disk from the backup",
                steps.heeding(this::write),
                plain(steps::deleteDisk),
                TakingDisks.LONGEST_COPY);
    }

    private StepOutcome write(StepContext context) {
        var vm = steps.vm(context);
        var backup = rows.becoming(vm.id())
                .orElseThrow(() -> new Conflict("backup-gone", "The backup is not there any more. Delete this VM."));
        try {
            return disk.write(backup, vm, context);
        } catch (HostUnreachable e) {
            refuseIfLongSilent(
                    vm,
                    "The host that was to run it does not answer any more. Restore it again, so that another host is"
                            + " chosen.",
                    e);
            throw e;
        }
    }
}
