package dev.slipway.vm.clone;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.Launching;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clones of VMs: new VMs of the same project on copies of another one's disk, of one that is off as it is, of one that runs as
 * it is at one moment. They belong to who makes them, who pays for them as for any launch.
 */
@Service
public class Clones {
    private final VmLookup lookup;
    private final VmRules rules;
    private final Cloning cloning;
    private final CloneRows rows;
    private final Launching launching;
    private final Suspensions suspensions;
    private final Beginning beginning;

    Clones(
            VmLookup lookup,
            VmRules rules,
            Cloning cloning,
            CloneRows rows,
            Launching launching,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.cloning = cloning;
        this.rows = rows;
        this.launching = launching;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    /** What they would be like, whether some can be made right now or not. */
    @Transactional(readOnly = true)
    public CloneProposal propose(VmId vm, Actor actor) {
        var source = require(vm, actor);
        return new CloneProposal(
                CloneWords.name(source),
                CloneWords.stays(source),
                runs(source) ? Optional.of(CloneWords.RUNNING) : Optional.empty());
    }

    /** What so many would cost the actor, and whether they fit right now. @param start whether they are to be on */
    @Transactional(readOnly = true)
    public QuotaPreview quote(VmId vm, int count, boolean start, Actor actor) {
        var source = require(vm, actor);
        return launching.quote(source.owner().project(), source.resources(), start, count, actor);
    }

    /**
     * All of them or none, as far as names, quota and places go; then each is an operation of its own. The VM is held until
     * each has its copy.
     *
     * @return in the order of their names
     * @throws Conflict if the VM can be cloned neither running nor off; {@code vm-on} if it runs and nobody said that this will
     *     do; {@code name-taken}
     * @throws dev.slipway.kernel.QuotaExceeded if the actor may not use that much
     * @throws dev.slipway.kernel.NoCapacity if no host takes them
     */
    @Audited("vm.clone")
    @RetriesLostRaces
    @Transactional
    public List<Launched> make(VmId vm, CloneRequest wanted, Actor actor) {
        var source = require(vm, actor);
        rules.require(VmAction.CLONE, source);
        suspensions.requireActive(source.owner().tenant());
        var loan = new Loan(UUID.randomUUID(), vm, live(source, wanted), false, false, Optional.empty());
        var alike = cloning.alike(source, loan.live(), wanted.start(), actor);
        // Before the clones, whose charges are what is locked last.
        var unused = beginning.begin(
                Verb.CLONE,
                source,
                Map.of(LendDisk.LOAN, loan.id().toString()),
                "vm.clone",
                words(wanted, loan.live()),
                actor);
        var clones = launching.copies(alike, wanted.names(), actor);
        rows.add(loan, source, clones, wanted.start());
        cloning.takeOver(source, clones);
        return clones;
    }

    /** Nobody who counts on a disk that is whole gets another one by chance. */
    private static boolean live(VmRow source, CloneRequest wanted) {
        if (runs(source) && !wanted.whileRunning()) {
            throw new Conflict(
                    "vm-on",
                    "It is running. Shut it down first, so that all of its disk is written; or say that its disk is to be"
                            + " copied while it runs.");
        }
        return runs(source);
    }

    private static boolean runs(VmRow source) {
        return source.power().observed() == ObservedPower.RUNNING;
    }

    private static String words(CloneRequest wanted, boolean live) {
        int count = wanted.names().count();
        return (count == 1 ? "One clone" : count + " clones") + ", named "
                + wanted.names().pattern() + "."
                + (live ? " Its disk is copied while it runs." : "")
                + (wanted.start() ? "" : " They stay off.");
    }

    private VmRow require(VmId vm, Actor actor) {
        var source = lookup.require(vm, Permission.VM_CLONE, actor);
        actor.require(Permission.VM_LAUNCH, Permission.VM_READ, source.scope(), "VM");
        return source;
    }
}
