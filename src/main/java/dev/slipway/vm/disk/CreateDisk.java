package dev.slipway.vm.disk;

import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes an empty disk where a VM is, and attaches it. */
@Component
class CreateDisk extends PowerVerb {
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(15);

    private final VmSteps steps;
    private final VmStore store;
    private final DiskWork work;
    private final DiskPlugs plugs;
    private final DiskRows rows;
    private final DiskHolding holding;
    private final DiskNews news;

    CreateDisk(
            VmSteps steps,
            VmStore store,
            DiskWork work,
            DiskPlugs plugs,
            DiskRows rows,
            DiskHolding holding,
            DiskNews news,
            PowerEnd end) {
        super(Verb.CREATE_DISK, end);
        this.steps = steps;
        this.store = store;
        this.work = work;
        this.plugs = plugs;
        this.rows = rows;
        this.holding = holding;
        this.news = news;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step(
                        "create-disk",
                        "Make the disk",
                        steps.heeding(work::make),
                        Step.plain(work::unmake),
                        LONGEST_QUEUE),
                plugs.attach());
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            rows.become(DiskTask.of(context).disk(), DiskState.READY);
            news.changed(work.disk(context));
        });
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        var id = DiskTask.of(context).disk();
        store.lock(VmSteps.id(context)).flatMap(vm -> rows.find(id)).ifPresent(disk -> {
            rows.remove(id);
            news.changed(disk);
            holding.release(id);
        });
        super.failed(context, why);
    }
}
