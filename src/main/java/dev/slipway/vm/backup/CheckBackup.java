package dev.slipway.vm.backup;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.work.TakingDisks;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the file of a backup and compares it with its checksum. */
@Component
class CheckBackup implements Workflow {
    static final String KIND = "check-backup";

    private final BackupRows rows;
    private final BackupFiles files;
    private final BackupNews news;

    CheckBackup(BackupRows rows, BackupFiles files, BackupNews news) {
        this.rows = rows;
        this.files = files;
        this.news = news;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Check a backup";
    }

    @Override
    public String doing() {
        return "being checked";
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
        // Reads, and writes down what it found, which stays true.
        return List.of(step(
                "compare", "Compare it with its checksum", plain(this::compare), nothing(), TakingDisks.LONGEST_COPY));
    }

    @Override
    public void succeeded(StepContext context) {
        ended(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        ended(context);
    }

    private void ended(StepContext context) {
        rows.find(BackupTask.of(context).backup()).ifPresent(news::changed);
    }

    private void compare(StepContext context) {
        var backup = rows.require(BackupTask.of(context).backup());
        long all = Math.max(1, backup.requireFile().bytes());
        boolean whole = files.isWhole(
                backup,
                read -> context.progress((int) (read * 100 / all), "Comparing it with its checksum"),
                context::isCancelled);
        rows.checked(backup.id(), whole);
        if (!whole) {
            throw BackupFiles.damaged(backup);
        }
    }
}
