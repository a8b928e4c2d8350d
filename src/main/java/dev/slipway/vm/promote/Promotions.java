package dev.slipway.vm.promote;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Images that are made of VMs: a VM's disk with what it stands on becomes a new golden image, or the next version of one that
 * its maker owns; of one that is off as it is, of one that runs as it is at one moment. For those who may own images where
 * the VM is, and turn it on and off.
 */
@Service
public class Promotions {
    private final VmLookup lookup;
    private final VmRules rules;
    private final Promoting promoting;
    private final PromotionTable table;
    private final Images images;
    private final Suspensions suspensions;
    private final Beginning beginning;

    Promotions(
            VmLookup lookup,
            VmRules rules,
            Promoting promoting,
            PromotionTable table,
            Images images,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.promoting = promoting;
        this.table = table;
        this.images = images;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    /** Whether that is what an operation is about. */
    public static boolean isPromotion(OperationView operation) {
        return operation.kind().equals(Verb.PROMOTE.kind());
    }

    /** What it would be like unless somebody says otherwise, whether it can be made right now or not. */
    @Transactional(readOnly = true)
    public PromotionProposal propose(VmId vm, Actor actor) {
        return promoting.propose(require(vm, actor), actor);
    }

    /**
     * Nobody starts, moves or deletes it meanwhile.
     *
     * @throws dev.slipway.kernel.Conflict if it can be made of it neither running nor off; {@code vm-on} if it runs and nobody said that this will do; {@code image-name-taken} if a new image is to have the name of another one
     */
    @Audited("vm.promote")
    @RetriesLostRaces
    @Transactional
    public OperationId promote(VmId id, PromotionRequest wanted, Actor actor) {
        var vm = require(id, actor);
        var target = promoting.target(vm, wanted, actor);
        rules.require(VmAction.PROMOTE, vm);
        boolean live = live(vm, wanted);
        suspensions.requireActive(vm.owner().tenant());
        var promotion = UUID.randomUUID();
        var operation = beginning.begin(
                Verb.PROMOTE,
                vm,
                Map.of(PromotionTable.PROMOTION, promotion.toString()),
                "vm.promote",
                words(target, live, wanted.cleaned()),
                actor);
        table.add(promotion, id, target.owner(), target.draft(), live, wanted.cleaned());
        return operation;
    }

    /** Nobody who counts on a disk that is whole gets another one by chance. */
    private static boolean live(VmRow vm, PromotionRequest wanted) {
        boolean runs = Promoting.runs(vm);
        if (runs && !wanted.whileRunning()) {
            throw new Conflict(
                    "vm-on",
                    "It is running. Shut it down first, so that all of its disk is written; or say that its disk is to be"
                            + " copied while it runs.");
        }
        // Refused now rather than in the end: that much is added to what was said of it.
        var unused = PublishedNotes.longest(wanted.draft(), runs, wanted.cleaned());
        return runs;
    }

    private static String words(Promoting.Target target, boolean live, boolean cleaned) {
        return "To become image " + target.draft().name() + ", version "
                + target.draft().versionLabel()
                + (target.owner().project() == null ? ", of the platform" : "")
                + (live ? ". Its disk is copied while it runs." : ".")
                + (cleaned ? " What identifies the guest is removed from the copy." : "");
    }

    /** What was made of it and is the actor's to see, the newest first. */
    @Transactional(readOnly = true)
    public List<ImageView> made(VmId vm, Actor actor) {
        lookup.require(vm, Permission.VM_READ, actor);
        return table.made(vm).stream()
                .distinct()
                .flatMap(version -> visible(version, actor))
                .toList();
    }

    private Stream<ImageView> visible(ImageVersionId version, Actor actor) {
        try {
            return Stream.of(images.get(version, actor));
        } catch (NotFound e) {
            return Stream.empty();
        }
    }

    private VmRow require(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_POWER, actor);
        actor.require(Permission.IMAGE_OWN, Permission.VM_READ, vm.scope(), "VM");
        return vm;
    }
}
