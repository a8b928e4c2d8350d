package dev.slipway.vm.backup;

import dev.slipway.intake.TakenDisks;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.work.TakingDisks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which backup may be made now, and from the file that was made of a VM's disk to one that is kept. */
@Component
class BackupSteps implements TakingDisks.Book {
    private static final Duration NEXT_TURN = Duration.ofSeconds(1);

    private final BackupRows rows;
    private final BackupFiles files;
    private final TakenDisks disks;
    private final BackupSettings settings;
    private final BackupNews news;

    BackupSteps(BackupRows rows, BackupFiles files, TakenDisks disks, BackupSettings settings, BackupNews news) {
        this.rows = rows;
        this.files = files;
        this.disks = disks;
        this.settings = settings;
        this.news = news;
    }

    @Override
    public TakingDisks.Taking taking(StepContext context) {
        var backup = rows.require(BackupTask.of(context).backup());
        return new TakingDisks.Taking(backup.id().value(), backup.live(), backup.hasBase());
    }

    @Override
    public void looked(UUID id, boolean hasBase) {
        rows.looked(id, hasBase);
    }

    @Override
    public void taken(UUID id, boolean quiet) {
        rows.taken(id, quiet);
    }

    StepOutcome takeTurn(StepContext context) {
        return rows.takeSlot(BackupTask.of(context).backup(), settings.atOnce())
                ? StepOutcome.done()
                : StepOutcome.again(NEXT_TURN, "Waiting for its turn: other backups are being made");
    }

    void leaveTurn(StepContext context) {
        rows.leaveSlot(BackupTask.of(context).backup());
    }

    void keep(StepContext context) {
        var backup = BackupTask.of(context).backup();
        Path made = disks.merged(backup.value());
        long all = Math.max(1, TakingDisks.bytes(made));
        rows.stored(
                backup,
                files.keep(
                        backup,
                        made,
                        here -> context.progress((int) (here * 100 / all), "Keeping it"),
                        context::isCancelled));
    }

    void deleteKept(StepContext context) {
        files.delete(BackupTask.of(context).backup());
    }

    void tidy(StepContext context) {
        var backup = BackupTask.of(context).backup();
        disks.deleteDisk(backup.value());
        disks.deleteMerged(backup.value());
    }

    void made(StepContext context) {
        rows.ready(BackupTask.of(context).backup());
        news.changed(rows.require(BackupTask.of(context).backup()));
    }

    void notMade(StepContext context) {
        rows.find(BackupTask.of(context).backup()).ifPresent(backup -> {
            rows.remove(backup.id());
            news.changed(backup);
        });
    }
}
