package dev.slipway.vm.disk;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes a disk from a VM; a guest that runs is asked for it, and keeps it if it does not let go. The disk stays. */
@Component
class DetachDisk extends PowerVerb {
    private final VmStore store;
    private final DiskWork work;
    private final DiskPlugs plugs;
    private final DiskRows rows;
    private final DiskNews news;

    DetachDisk(VmStore store, DiskWork work, DiskPlugs plugs, DiskRows rows, DiskNews news, PowerEnd end) {
        super(Verb.DETACH_DISK, end);
        this.store = store;
        this.work = work;
        this.plugs = plugs;
        this.rows = rows;
        this.news = news;
    }

    @Override
    public List<Step> steps() {
        return List.of(plugs.detach());
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            rows.unplugged(DiskTask.of(context).disk());
            news.changed(work.disk(context));
        });
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            rows.become(DiskTask.of(context).disk(), DiskState.READY);
            news.changed(work.disk(context));
        });
        super.failed(context, why);
    }
}
