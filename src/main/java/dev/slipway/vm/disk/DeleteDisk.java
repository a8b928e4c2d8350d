package dev.slipway.vm.disk;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes a disk off its host, then out of the books: in this order, so that nothing is left over that nobody pays for. It has
 * no undo, because what is deleted is gone, and waits for its host as long as it takes.
 */
@Component
class DeleteDisk implements Workflow {
    static final String KIND = "delete-disk";

    private final DiskWork work;
    private final DiskRows rows;
    private final DiskHolding holding;
    private final DiskNews news;

    DeleteDisk(DiskWork work, DiskRows rows, DiskHolding holding, DiskNews news) {
        this.work = work;
        this.rows = rows;
        this.holding = holding;
        this.news = news;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Delete a disk";
    }

    @Override
    public String doing() {
        return DiskState.DELETING.words();
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step(
                "delete-disk",
                "Delete it on its host",
                context -> VmSteps.untilItWorks(context, work::unmake),
                nothing(),
                FOREVER));
    }

    @Override
    public void succeeded(StepContext context) {
        rows.lock(DiskTask.of(context).disk()).ifPresent(disk -> {
            rows.remove(disk.id());
            news.changed(disk);
            holding.release(disk.id());
        });
    }

    /** Only an error of ours gets here. It is shown again, to be deleted again. */
    @Override
    public void failed(StepContext context, Problem why) {
        rows.lock(DiskTask.of(context).disk()).ifPresent(disk -> {
            rows.become(disk.id(), disk.host().isPresent() ? DiskState.READY : DiskState.LOST);
            news.changed(disk);
        });
    }
}
