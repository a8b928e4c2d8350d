package dev.slipway.vm.disk;

import dev.slipway.operation.StepContext;
import org.springframework.stereotype.Component;

/** What becomes of a disk's row and of what it holds when it was to grow, in the transaction that ends that. */
@Component
class GrowthEnd {
    private final DiskRows rows;
    private final DiskHolding holding;
    private final DiskNews news;

    GrowthEnd(DiskRows rows, DiskHolding holding, DiskNews news) {
        this.rows = rows;
        this.holding = holding;
        this.news = news;
    }

    void grown(StepContext context) {
        var task = DiskTask.of(context);
        rows.hasSize(task.disk(), task.sizeMib());
        ended(context);
    }

    /** What it holds is what it has. */
    void ended(StepContext context) {
        rows.lock(DiskTask.of(context).disk()).ifPresent(disk -> {
            rows.become(disk.id(), DiskState.READY);
            news.changed(disk);
            holding.resize(disk, disk.sizeMib());
        });
    }
}
