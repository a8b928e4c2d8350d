package dev.slipway.vm.snapshot;

import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.DomainSnapshot;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps what a VM is at this moment, with its memory if it runs. The guest stands still while that is written. */
@Component
class SnapshotVm extends PowerVerb {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final SnapshotRows rows;
    private final SnapshotHolding holding;

    SnapshotVm(VmSteps steps, VmHosts hosts, VmStore store, SnapshotRows rows, SnapshotHolding holding, PowerEnd end) {
        super(Verb.SNAPSHOT, end);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.rows = rows;
        this.holding = holding;
    }

    @Override
    public List<Step> steps() {
        return List.of(step(
                "take-snapshot",
                "Write down what it is",
                steps.heeding(Step.plain(this::take)),
                context -> steps.back(vm -> remove(vm, context)).run(context),
                PATIENCE));
    }

    private void take(StepContext context) {
        var vm = steps.vm(context);
        var snapshot = rows.require(vm.id(), SnapshotTask.of(context).id());
        try {
            hosts.hypervisor(vm)
                    .takeSnapshot(
                            vm.id().value(),
                            new DomainSnapshot(snapshot.id().value(), snapshot.withMemory(), hosts.disk(vm)));
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.WRONG_POWER_STATE) {
                throw new Conflict(
                        snapshot.withMemory() ? "vm-off" : "vm-on",
                        "It was turned " + (snapshot.withMemory() ? "off" : "on")
                                + " meanwhile, so nothing was kept. Look at it, and try again.",
                        e.logDetail(),
                        e);
            }
            throw e;
        }
    }

    private void remove(VmRow vm, StepContext context) {
        hosts.hypervisor(vm)
                .deleteSnapshot(vm.id().value(), SnapshotTask.of(context).id().value());
    }

    @Override
    public void succeeded(StepContext context) {
        var snapshot = SnapshotTask.of(context).id();
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            if (rows.become(snapshot, SnapshotState.READY)) {
                rows.standOn(vm.id(), snapshot);
            }
        });
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            rows.remove(vm.id(), SnapshotTask.of(context).id());
            holding.settle(vm);
        });
        super.failed(context, why);
    }
}
