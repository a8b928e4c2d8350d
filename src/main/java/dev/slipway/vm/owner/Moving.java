package dev.slipway.vm.owner;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.ChargeKey;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.disk.KeptDisks;
import dev.slipway.vm.nic.KeptNics;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmStore;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives a VM to others, in one transaction: its row and its charges, or neither. On its host nothing changes. */
@Component
public class Moving {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final OwnerRows owners;
    private final NewOwners people;
    private final KeptDisks disks;
    private final Suspensions suspensions;
    private final KeptNics nics;
    private final Quotas quotas;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Moving(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            OwnerRows owners,
            NewOwners people,
            KeptDisks disks,
            Suspensions suspensions,
            KeptNics nics,
            Quotas quotas,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.owners = owners;
        this.people = people;
        this.disks = disks;
        this.suspensions = suspensions;
        this.nics = nics;
        this.quotas = quotas;
        this.changes = changes;
        this.events = events;
    }

    /** Quota rows are the busiest of all, so they are locked last. */
    public void move(VmId id, ProjectId project, Optional<UserId> owner, Actor actor) {
        lookup.require(id, Permission.VM_MOVE, actor);
        var vm = store.lock(id).orElseThrow(() -> NotFound.of("VM"));
        // Once more under the lock: it may just have become somebody else's.
        actor.require(Permission.VM_MOVE, Permission.VM_READ, vm.scope(), "VM");
        suspensions.requireActive(vm.owner().tenant());
        rules.require(VmAction.MOVE, vm);
        var from = vm.owner();
        var to = newOwner(vm, project, owner, actor);
        if (to.project().equals(from.project()) && to.user().equals(from.user())) {
            throw new Conflict("nothing-to-move", "It is " + to.userName() + "'s there already.");
        }
        nics.requireOpen(vm, to, actor);
        owners.give(vm, to);
        disks.comeAlong(id, to);
        tell(vm, to, actor);
        quotas.move(to.quotaPath(), charges(id));
    }

    public QuotaPreview quote(VmId id, ProjectId project, Optional<UserId> owner, Actor actor) {
        var vm = lookup.require(id, Permission.VM_MOVE, actor);
        var to = newOwner(vm, project, owner, actor);
        return quotas.previewMove(to.quotaPath(), actor, charges(id));
    }

    /** The disks that are attached to it go along. */
    private ChargeKey[] charges(VmId id) {
        return Stream.concat(Stream.of(VmCharges.all(id)), disks.charges(id).stream())
                .toArray(ChargeKey[]::new);
    }

    private VmRow.Owner newOwner(VmRow vm, ProjectId project, Optional<UserId> wanted, Actor actor) {
        return people.choose(project, wanted, Optional.of(vm.owner().user()), actor);
    }

    /** Each side reads of the other only what is of the same tenant. */
    private void tell(VmRow vm, VmRow.Owner to, Actor actor) {
        var from = vm.owner();
        var within = from.tenant().equals(to.tenant());
        var id = vm.id().value();
        if (from.project().equals(to.project())) {
            told(vm, to, "Now " + to.userName() + "'s; before, it was " + from.userName() + "'s.", actor);
        } else {
            told(vm, from, "Moved to " + (within ? "project " + to.projectName() : "another tenant") + ".", actor);
            told(
                    vm,
                    to,
                    "Came from " + (within ? "project " + from.projectName() : "another tenant") + "; it is "
                            + to.userName() + "'s.",
                    actor);
        }
        changes.announce(Topic.VM, id, from.project());
        changes.announce(Topic.VM, id, to.project());
    }

    private void told(VmRow vm, VmRow.Owner side, String words, Actor actor) {
        events.publishEvent(actor.did("vm.move", "vm", vm.id().value(), vm.name(), side.project(), words));
    }
}
