package dev.slipway.vm.backup;

import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.identity.Permission;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.DiskReplacement;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.TakingDisks;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes a disk beside the one that a VM has, and defines the VM with it. */
@Component
class RestoreBackup extends PowerVerb {
    private final VmSteps steps;
    private final RestoredDisk disk;
    private final DiskReplacement replacement;
    private final BackupRows rows;

    RestoreBackup(VmSteps steps, RestoredDisk disk, DiskReplacement replacement, BackupRows rows, PowerEnd end) {
        super(Verb.RESTORE_BACKUP, end);
        this.steps = steps;
        this.disk = disk;
        this.replacement = replacement;
        this.rows = rows;
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public Optional<Permission> toCancel() {
        return Optional.of(Permission.VM_BACKUP);
    }

    @Override
    public List<Step> steps() {
        return Stream.of(
                        List.of(step(
                                "write-disk",
                                "Write its disk beside the one that it has",
                                steps.heeding(c -> disk.write(backup(c), next(c), c)),
                                plain(c -> replacement.deleteNew(written(c))),
                                TakingDisks.LONGEST_COPY)),
                        replacement.takeItsPlace(this::next))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void succeeded(StepContext context) {
        replacement.settle(steps.vm(context), next(context));
        super.succeeded(context);
    }

    private BackupRow backup(StepContext context) {
        return rows.require(BackupTask.of(context).backup());
    }

    /** Its new disk, whatever is known of the backup. */
    private VmRow written(StepContext context) {
        var vm = steps.vm(context);
        return vm.on(BackupTask.of(context).diskName(), vm.image());
    }

    private VmRow next(StepContext context) {
        return steps.vm(context)
                .on(BackupTask.of(context).diskName(), backup(context).facts().image());
    }
}
