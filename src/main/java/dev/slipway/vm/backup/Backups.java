package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Backups of VMs: what is on a VM's own disk, running or not, kept as one file on the portal. They belong to the project in which
 * they were made, and stay when the VM goes, until they are deleted.
 */
@Service
public class Backups {
    private final BackupLookup lookup;
    private final VmLookup vms;
    private final Tenants tenants;
    private final BackupRows rows;
    private final BackupViews views;
    private final BackupSettings settings;
    private final MakingBackups making;
    private final Restoring restoring;
    private final RestoringAsNew fresh;
    private final KeepingBackups keeping;

    Backups(
            BackupLookup lookup,
            VmLookup vms,
            Tenants tenants,
            BackupRows rows,
            BackupViews views,
            BackupSettings settings,
            MakingBackups making,
            Restoring restoring,
            RestoringAsNew fresh,
            KeepingBackups keeping) {
        this.lookup = lookup;
        this.vms = vms;
        this.tenants = tenants;
        this.rows = rows;
        this.views = views;
        this.settings = settings;
        this.making = making;
        this.restoring = restoring;
        this.fresh = fresh;
        this.keeping = keeping;
    }

    /** Whether an operation on a VM makes a backup of it, or puts one back. */
    public static boolean isOfBackup(OperationView operation) {
        return operation.kind().equals(Verb.BACKUP.kind()) || operation.kind().equals(Verb.RESTORE_BACKUP.kind());
    }

    /** All of a project, also those of VMs that have gone; the newest first. */
    @Transactional(readOnly = true)
    public List<BackupView> list(ProjectId project, Actor actor) {
        return views.of(
                rows.in(tenants.require(project, Permission.VM_READ, actor).id()), actor);
    }

    /** Those of a VM that were made in the project where it is. */
    @Transactional(readOnly = true)
    public BackupList of(VmId id, Actor actor) {
        var vm = vms.require(id, Permission.VM_READ, actor);
        return new BackupList(views.of(rows.of(id, vm.owner().project()), actor), settings.most());
    }

    @Transactional(readOnly = true)
    public BackupView get(BackupId backup, Actor actor) {
        return views.of(List.of(lookup.require(backup, Permission.VM_READ, actor)), actor)
                .getFirst();
    }

    /**
     * Of one that runs, as its disk is at one moment; it goes on. Nobody starts, moves or deletes it meanwhile.
     *
     * @throws Conflict what the VM's state forbids; {@code too-many-backups}
     */
    @Audited("vm.back-up")
    @RetriesLostRaces
    @Transactional
    public OperationId make(VmId vm, Actor actor) {
        return making.make(vm, actor);
    }

    /**
     * In place of what is on the disk of the VM that it is of, which is lost when all went well, and only then.
     *
     * @throws Conflict what the VM's state forbids; {@code vm-gone}, {@code backup-damaged}, {@code backup-does-not-fit}
     */
    @Audited("vm.restore-backup")
    @RetriesLostRaces
    @Transactional
    public OperationId restore(BackupId backup, Actor actor) {
        return restoring.restore(backup, actor);
    }

    /** What a new VM would be like, whether one can be made right now or not. */
    @Transactional(readOnly = true)
    public RestoreProposal propose(BackupId backup, Actor actor) {
        return fresh.propose(backup, actor);
    }

    /** What a new VM would cost the actor, and whether it fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quote(BackupId backup, boolean start, Actor actor) {
        return fresh.quote(backup, start, actor);
    }

    /**
     * To a new VM in the backup's project, which belongs to who makes it, who pays for it as for any launch.
     *
     * @throws Conflict {@code backup-damaged}, {@code name-taken}, {@code network-not-usable}
     * @throws dev.slipway.kernel.QuotaExceeded if the actor may not use that much
     * @throws dev.slipway.kernel.NoCapacity if no host takes it
     */
    @Audited("vm.restore-as-new")
    @RetriesLostRaces
    @Transactional
    public Launched restoreAsNew(BackupId backup, RestoreRequest wanted, Actor actor) {
        return fresh.make(backup, wanted, actor);
    }

    /** Whether its file is what was kept; one that is not is restored to nothing from then on. */
    @Audited("backup.check")
    @RetriesLostRaces
    @Transactional
    public OperationId check(BackupId backup, Actor actor) {
        return keeping.check(backup, actor);
    }

    /** All that is on the disk, as a qcow2 file that stands on nothing. @throws Conflict {@code backup-damaged} if it is not there any more */
    @Audited("backup.download")
    public ExportedBackup export(BackupId backup, Actor actor) {
        return keeping.export(backup, actor);
    }

    /** For good. @throws Conflict {@code busy}, {@code backup-in-use} */
    @Audited("backup.delete")
    public void delete(BackupId backup, Actor actor) {
        keeping.delete(backup, actor);
    }
}
