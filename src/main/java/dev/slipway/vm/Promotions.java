package dev.slipway.vm;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.tenant.Suspensions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Images that are made of VMs: of one that is off, its disk with what it stands on becomes a new golden image, or the next
 * version of one that its maker owns. For those who may own images where the VM is, and turn it on and off.
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
     * @throws dev.slipway.kernel.Conflict if it is not off; {@code image-name-taken} if a new image is to have the name of another one
     */
    @Audited("vm.promote")
    @RetriesLostRaces
    @Transactional
    public OperationId promote(VmId id, PromotionRequest wanted, Actor actor) {
        var vm = require(id, actor);
        var target = promoting.target(vm, wanted, actor);
        rules.require(VmAction.PROMOTE, vm);
        suspensions.requireActive(vm.owner().tenant());
        var promotion = UUID.randomUUID();
        var operation = beginning.begin(
                Verb.PROMOTE,
                vm,
                Map.of(PromoteSteps.PROMOTION, promotion.toString()),
                "vm.promote",
                words(target),
                actor);
        table.add(promotion, id, target.owner(), target.draft());
        return operation;
    }

    private static String words(Promoting.Target target) {
        return "To become image " + target.draft().name() + ", version "
                + target.draft().versionLabel()
                + (target.owner().project() == null ? ", of the platform." : ".");
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
