package dev.slipway.vm.promote;

import dev.slipway.intake.TakenDisks;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.work.TakingDisks;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** From a VM's disk on its host to one file beside the masters, cleaned if that was asked for. */
@Component
class PromotedDisk implements TakingDisks.Book {
    private final TakingDisks taking;
    private final PromotionTable table;
    private final TakenDisks disks;

    PromotedDisk(TakingDisks taking, PromotionTable table, TakenDisks disks) {
        this.taking = taking;
        this.table = table;
        this.disks = disks;
    }

    List<Step> steps() {
        return taking.steps(this, "Make one file of it, and clean that if asked to", this::clean);
    }

    @Override
    public TakingDisks.Taking taking(StepContext context) {
        var promotion = table.promotion(context);
        return new TakingDisks.Taking(promotion.id(), promotion.live(), promotion.hasBase());
    }

    @Override
    public void looked(UUID id, boolean hasBase) {
        table.looked(id, hasBase);
    }

    @Override
    public void taken(UUID id, boolean quiet) {
        table.taken(id, quiet);
    }

    private void clean(StepContext context) {
        var promotion = table.promotion(context);
        if (promotion.cleaned()) {
            disks.clean(
                    promotion.id(),
                    percent -> context.progress(percent, "Removing what identifies the guest"),
                    context::isCancelled);
        }
    }
}
