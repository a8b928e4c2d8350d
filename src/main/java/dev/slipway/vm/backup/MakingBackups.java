package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.Beginning;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The click on Back up. */
@Component
class MakingBackups {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final BackupRows rows;
    private final BackupSettings settings;
    private final Suspensions suspensions;
    private final Beginning beginning;
    private final Clock clock;

    MakingBackups(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            BackupRows rows,
            BackupSettings settings,
            Suspensions suspensions,
            Beginning beginning,
            Clock clock) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.rows = rows;
        this.settings = settings;
        this.suspensions = suspensions;
        this.beginning = beginning;
        this.clock = clock;
    }

    OperationId make(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_BACKUP, actor);
        rules.require(VmAction.BACKUP, vm);
        suspensions.requireActive(vm.owner().tenant());
        boolean live = vm.power().observed() == ObservedPower.RUNNING;
        var backup = BackupId.random();
        var operation = beginning.begin(
                Verb.BACKUP,
                vm,
                BackupTask.of(backup).arguments(),
                "vm.back-up",
                live ? "Its disk is copied while it runs." : "",
                actor);
        // From here on the row is ours.
        requireAnother(vm);
        rows.add(new BackupRow(
                backup,
                id,
                vm.name(),
                vm.owner().tenant(),
                vm.owner().project(),
                actor.name(),
                clock.instant(),
                BackupState.MAKING,
                facts(vm),
                live,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
        return operation;
    }

    /** Whether another one of the VM may be made, by the most that it may have. */
    private void requireAnother(VmRow vm) {
        long ofProject = rows.lockAndCount(vm.owner().project());
        if (rows.of(vm.id(), vm.owner().project()).size() >= settings.most()) {
            throw new Conflict(
                    "too-many-backups",
                    "It has " + settings.most() + " backups, and that is the most. Delete one first.");
        }
        if (ofProject >= settings.mostOfProject()) {
            throw new Conflict(
                    "too-many-backups",
                    "There are " + settings.mostOfProject()
                            + " backups here, those of VMs that have gone included, and that is the most. Delete some first:"
                            + " they are all on the page Backups.");
        }
    }

    private BackedUp facts(VmRow vm) {
        return new BackedUp(
                vm.sizeName(),
                vm.resources(),
                vm.image().alone(),
                vm.diskName().orElseGet(() -> VmRow.firstDisk(vm.id())),
                vm.nic().network(),
                vm.nic().networkName(),
                store.sshKeys(vm.id()),
                store.hostTags(vm.id()).toString());
    }
}
