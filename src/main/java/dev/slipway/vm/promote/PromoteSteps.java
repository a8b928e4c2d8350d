package dev.slipway.vm.promote;

import dev.slipway.catalog.Masters;
import dev.slipway.intake.TakenDisks;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.TakingDisks;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Who may make an image now, and from the file that was made of a VM's disk to the image. */
@Component
class PromoteSteps {
    private static final Duration NEXT_TURN = Duration.ofSeconds(1);

    private final PromotionTable table;
    private final PromotionSettings settings;
    private final TakenDisks disks;
    private final Masters masters;
    private final PowerEnd end;

    PromoteSteps(PromotionTable table, PromotionSettings settings, TakenDisks disks, Masters masters, PowerEnd end) {
        this.table = table;
        this.settings = settings;
        this.disks = disks;
        this.masters = masters;
        this.end = end;
    }

    StepOutcome takeTurn(StepContext context) {
        return table.takeSlot(PromotionTable.id(context), settings.atOnce())
                ? StepOutcome.done()
                : StepOutcome.again(NEXT_TURN, "Waiting for its turn: other images are being made");
    }

    void leaveTurn(StepContext context) {
        table.leaveSlot(PromotionTable.id(context));
    }

    void check(StepContext context) {
        var id = PromotionTable.id(context);
        context.progress(0, "Looking into it");
        long all = Math.max(1, TakingDisks.bytes(disks.merged(id)));
        String sha256 = disks.check(
                id, read -> context.progress((int) (read * 100 / all), "Computing its checksum"), context::isCancelled);
        table.checked(id, sha256);
    }

    void publish(StepContext context) {
        var promotion = table.promotion(context);
        if (promotion.version().isPresent()) {
            return;
        }
        masters.publish(
                PublishedNotes.of(promotion),
                promotion.owner(),
                disks.merged(promotion.id()),
                promotion.sha256().orElseThrow(),
                context.requestedBy(),
                published -> table.published(promotion.id(), published.image().version(), published.fresh()));
    }

    void takeBack(StepContext context) {
        table.find(PromotionTable.id(context))
                .filter(Promotion::fresh)
                .flatMap(Promotion::version)
                .ifPresent(version -> masters.takeBack(version, context.requestedBy()));
    }

    void tidy(StepContext context) {
        disks.deleteDisk(PromotionTable.id(context));
        disks.deleteMerged(PromotionTable.id(context));
    }

    void ended(StepContext context, boolean made) {
        end.ended(context);
        if (made) {
            table.leaveSlot(PromotionTable.id(context));
        } else {
            table.remove(PromotionTable.id(context));
        }
    }
}
