package dev.slipway.vm.end;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What keeps VMs from being deleted, what brings them back, and what ends them. */
@Service
public class Deletions {
    private final VmLookup lookup;
    private final VmRules rules;
    private final BinRows rows;
    private final Deleting deleting;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Deletions(
            VmLookup lookup,
            VmRules rules,
            BinRows rows,
            Deleting deleting,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.deleting = deleting;
        this.changes = changes;
        this.events = events;
    }

    /**
     * Nobody deletes it then, whoever they are, until somebody who may takes the protection off.
     *
     * @throws Conflict {@code vm-not-ready} of one that is not there for good; {@code vm-warm}
     */
    @Audited("vm.protect")
    @RetriesLostRaces
    @Transactional
    public void protect(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DELETE, actor);
        if (vm.warm().pool().isPresent()) {
            throw new Conflict(
                    "vm-warm",
                    "It waits in a warm pool for whoever launches such a VM next, and that is theirs to say.");
        }
        if (vm.end().isProtected()) {
            return;
        }
        if (!rows.protect(id)) {
            throw new Conflict(
                    "vm-not-ready",
                    "Only a VM that is there can be protected: not while it is launched or deleted, and not in the recycle"
                            + " bin.");
        }
        told(vm, "vm.protect", "Nobody can delete it now.", actor);
    }

    @Audited("vm.unprotect")
    @RetriesLostRaces
    @Transactional
    public void unprotect(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DELETE, actor);
        if (rows.unprotect(id)) {
            told(vm, "vm.unprotect", "It can be deleted again.", actor);
        }
    }

    /**
     * Takes it out of the recycle bin, as it came in: off, with its name, addresses and disks. It has held its quota all the
     * time, so it needs none; what it needs to run is asked for when it is started.
     *
     * @throws Conflict {@code vm-not-binned}; {@code busy}
     */
    @Audited("vm.undelete")
    @RetriesLostRaces
    @Transactional
    public void restore(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DELETE, actor);
        rules.require(VmAction.UNDELETE, vm);
        if (!rows.restore(id)) {
            throw new Conflict("busy", "This VM has just become busy with something else. Look at it again.");
        }
        told(vm, "vm.undelete", "Restored from the recycle bin.", actor);
    }

    /** Those of these that could be restored if they were deleted now. */
    @Transactional(readOnly = true)
    public Set<VmId> kept(List<VmId> vms, Actor actor) {
        return lookup.require(vms, Permission.VM_DELETE, actor).stream()
                .filter(vm -> deleting.keptFor(vm).isPresent())
                .map(VmRow::id)
                .collect(Collectors.toSet());
    }

    /** How long it could be restored if it was deleted now; empty if it would be gone at once. */
    @Transactional(readOnly = true)
    public Optional<Duration> keptFor(VmId id, Actor actor) {
        return deleting.keptFor(lookup.require(id, Permission.VM_DELETE, actor));
    }

    /**
     * With the disk that it starts from, at once: nothing brings it back. Disks that are attached stay. Also from the
     * recycle bin, and whatever else could be deleted.
     *
     * @throws Conflict {@code vm-protected}, and as {@link VirtualMachines#delete}
     */
    @Audited("vm.delete-for-good")
    @RetriesLostRaces
    @Transactional
    public OperationId forGood(VmId id, Actor actor) {
        return deleting.forGood(id, actor);
    }

    private void told(VmRow vm, String action, String words, Actor actor) {
        var project = vm.owner().project();
        changes.announce(Topic.VM, vm.id().value(), project);
        events.publishEvent(actor.did(action, "vm", vm.id().value(), vm.name(), project, words));
    }
}
