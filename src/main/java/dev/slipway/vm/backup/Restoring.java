package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.OperationId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.Beginning;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The click on Restore. */
@Component
class Restoring {
    private final BackupLookup lookup;
    private final BackupRules rules;
    private final BackupRows rows;
    private final VmStore store;
    private final Suspensions suspensions;
    private final Beginning beginning;

    Restoring(
            BackupLookup lookup,
            BackupRules rules,
            BackupRows rows,
            VmStore store,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.store = store;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    OperationId restore(BackupId id, Actor actor) {
        var backup = lookup.require(id, Permission.VM_BACKUP, actor);
        Optional<VmRow> vm =
                store.find(backup.vm()).filter(there -> there.owner().project().equals(backup.project()));
        rules.require(BackupAction.RESTORE, backup, vm);
        rows.hold(id);
        suspensions.requireActive(backup.tenant());
        return beginning.begin(
                Verb.RESTORE_BACKUP,
                vm.orElseThrow(),
                new BackupTask(id, VmRow.restoredDisk(backup.facts().diskName())).arguments(),
                "vm.restore-backup",
                "From the backup of " + UtcWords.on(backup.createdAt()) + ".",
                actor);
    }
}
