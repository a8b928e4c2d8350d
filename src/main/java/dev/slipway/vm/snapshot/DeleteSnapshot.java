package dev.slipway.vm.snapshot;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives up one of the moments that are kept of a VM, whether it runs or not; what is on its disk stays. */
@Component
class DeleteSnapshot extends IrreversibleVerb {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final SnapshotRows rows;
    private final SnapshotHolding holding;

    DeleteSnapshot(
            VmSteps steps, VmHosts hosts, VmStore store, SnapshotRows rows, SnapshotHolding holding, PowerEnd end) {
        super(Verb.DELETE_SNAPSHOT, steps, end);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.rows = rows;
        this.holding = holding;
    }

    @Override
    public List<Step> steps() {
        // What is deleted is gone.
        return List.of(step("delete-snapshot", "Delete it on its host", Step.plain(this::delete), PATIENCE));
    }

    private void delete(StepContext context) {
        var vm = steps.vm(context);
        hosts.hypervisor(vm)
                .deleteSnapshot(vm.id().value(), SnapshotTask.of(context).id().value());
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            rows.remove(vm.id(), SnapshotTask.of(context).id());
            holding.settle(vm);
        });
        super.succeeded(context);
    }

    /** It may be there still: it is to be deleted again. */
    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context))
                .ifPresent(vm -> rows.become(SnapshotTask.of(context).id(), SnapshotState.READY));
        super.failed(context, why);
    }
}
