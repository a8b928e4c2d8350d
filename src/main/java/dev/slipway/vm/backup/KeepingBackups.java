package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.vm.state.UtcWords;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What becomes of a backup besides being restored: checked, taken away, deleted. */
@Component
class KeepingBackups {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT);

    private final BackupLookup lookup;
    private final BackupRules rules;
    private final BackupRows rows;
    private final BackupFiles files;
    private final Operations operations;
    private final BackupNews news;
    private final TransactionOperations transactions;

    KeepingBackups(
            BackupLookup lookup,
            BackupRules rules,
            BackupRows rows,
            BackupFiles files,
            Operations operations,
            BackupNews news,
            TransactionOperations transactions) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.files = files;
        this.operations = operations;
        this.news = news;
        this.transactions = transactions;
    }

    OperationId check(BackupId id, Actor actor) {
        var backup = require(id, BackupAction.CHECK, actor);
        rows.hold(id);
        var operation = operations.submit(
                new OperationRequest(
                        CheckBackup.KIND,
                        "backup",
                        id.value(),
                        backup.vmName(),
                        backup.scope(),
                        BackupTask.of(id).arguments()),
                actor);
        news.did(backup, "backup.check", "Check of " + of(backup), actor);
        return operation;
    }

    ExportedBackup export(BackupId id, Actor actor) {
        var backup = require(id, BackupAction.EXPORT, actor);
        var kept = backup.requireFile();
        var file = files.require(backup);
        transactions.executeWithoutResult(
                status -> news.did(backup, "backup.download", "Download of " + of(backup), actor));
        return new ExportedBackup(
                backup.vmName() + "-" + NAME.format(backup.createdAt().atOffset(ZoneOffset.UTC)) + ".qcow2",
                kept.bytes(),
                kept.sha256(),
                file);
    }

    void delete(BackupId id, Actor actor) {
        var backup = require(id, BackupAction.DELETE, actor);
        transactions.executeWithoutResult(status -> {
            rows.hold(id);
            if (operations.active(id.value()).isPresent() || !rows.removeUnused(id)) {
                throw new Conflict(
                        "backup-in-use",
                        "It is just being restored or checked. Wait until that has ended, then delete it.");
            }
            news.did(backup, "backup.delete", "Deleted: " + of(backup), actor);
        });
        // Should nobody live to do this, the file belongs to no backup, and is collected.
        files.delete(id);
    }

    private BackupRow require(BackupId id, BackupAction action, Actor actor) {
        var backup = lookup.require(id, Permission.VM_BACKUP, actor);
        rules.require(action, backup, Optional.empty());
        return backup;
    }

    private static String of(BackupRow backup) {
        return "the backup of " + UtcWords.on(backup.createdAt()) + ".";
    }
}
