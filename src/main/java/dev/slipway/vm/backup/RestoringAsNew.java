package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.Suspensions;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.launch.CopiedNic;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.Launching;
import dev.slipway.vm.launch.NewVm;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A VM that is made of a backup: with what the other one was, and an identity of its own. */
@Component
class RestoringAsNew {
    private static final int ONE = 1;

    private final BackupLookup lookup;
    private final BackupRules rules;
    private final BackupRows rows;
    private final Tenants tenants;
    private final Suspensions suspensions;
    private final CopiedNic nics;
    private final Launching launching;
    private final Clock clock;

    RestoringAsNew(
            BackupLookup lookup,
            BackupRules rules,
            BackupRows rows,
            Tenants tenants,
            Suspensions suspensions,
            CopiedNic nics,
            Launching launching,
            Clock clock) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.tenants = tenants;
        this.suspensions = suspensions;
        this.nics = nics;
        this.launching = launching;
        this.clock = clock;
    }

    RestoreProposal propose(BackupId id, Actor actor) {
        return RestoreWords.proposal(require(id, actor));
    }

    QuotaPreview quote(BackupId id, boolean start, Actor actor) {
        var backup = require(id, actor);
        return launching.quote(backup.project(), backup.facts().resources(), start, ONE, actor);
    }

    Launched make(BackupId id, RestoreRequest wanted, Actor actor) {
        var backup = require(id, actor);
        rules.require(BackupAction.RESTORE_AS_NEW, backup, Optional.empty());
        rows.hold(id);
        suspensions.requireActive(backup.tenant());
        var made = launching
                .copies(like(backup, wanted, actor), new Numbering(wanted.name(), ONE, OptionalInt.empty()), actor)
                .getFirst();
        rows.becomes(id, made.vm());
        return made;
    }

    /** Its user data is none: what that did is on the disk already, and done twice it may do harm. */
    private NewVm like(BackupRow backup, RestoreRequest wanted, Actor actor) {
        var project = tenants.require(backup.project(), Permission.VM_LAUNCH, actor);
        var was = backup.facts();
        return new NewVm(
                VmId.random(),
                wanted.name(),
                new VmRow.Owner(
                        project.tenant(),
                        project.tenantName(),
                        project.id(),
                        project.name(),
                        actor.requireUser(),
                        actor.name()),
                was.sizeName(),
                was.resources(),
                was.image(),
                nics.on(was.network(), was.networkName(), backup.scope(), actor),
                was.sshKeys(),
                Optional.empty(),
                clock.instant(),
                HostTags.parse(was.hostTags()),
                Set.of(),
                NewVm.Discs.NONE,
                Optional.empty(),
                false,
                Optional.of(new NewVm.Origin(
                        BuildFromBackup.KIND,
                        "From the backup of " + backup.vmName() + " of " + UtcWords.on(backup.createdAt()) + ".",
                        wanted.start())));
    }

    private BackupRow require(BackupId id, Actor actor) {
        var backup = lookup.require(id, Permission.VM_BACKUP, actor);
        actor.require(Permission.VM_LAUNCH, Permission.VM_READ, backup.scope(), BackupLookup.NOUN);
        return backup;
    }
}
