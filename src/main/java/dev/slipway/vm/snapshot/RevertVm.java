package dev.slipway.vm.snapshot;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.PowerWish;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes a VM back to a snapshot. Its host takes the definition back too, with discs and all, so that is made what it is by
 * the books again. What was on the disk before is gone from the first step on: nothing of it can be undone.
 */
@Component
class RevertVm extends IrreversibleVerb {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final SnapshotRows rows;

    RevertVm(VmSteps steps, VmHosts hosts, VmStore store, SnapshotRows rows, PowerEnd end) {
        super(Verb.REVERT, steps, end);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.rows = rows;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("revert", "Go back to the snapshot", Step.plain(this::revert), PATIENCE),
                step("define", "Define it as it is now", steps::define),
                step("change-discs", "Put its discs in", this::putDiscs),
                step("observe", "See it on its host", this::observe));
    }

    private void revert(StepContext context) {
        var vm = steps.vm(context);
        var task = SnapshotTask.of(context);
        hosts.hypervisor(vm).revertTo(vm.id().value(), task.id().value(), task.run());
        rows.standOn(vm.id(), task.id());
    }

    /** Only what runs has drives that another definition does not change. */
    private void putDiscs(StepContext context) {
        var vm = steps.vm(context);
        if (!steps.isOn(vm)) {
            return;
        }
        var discs = hosts.drives(vm);
        for (int i = 0; i < discs.size(); i++) {
            try {
                hosts.hypervisor(vm).changeDisc(vm.id().value(), i, discs.get(i));
            } catch (HypervisorProblem e) {
                // It went off just now, or had no drive then: the definition has it, for its next start.
                if (e.kind() != Kind.WRONG_POWER_STATE && e.kind() != Kind.REFUSED) {
                    throw e;
                }
            }
        }
    }

    private void observe(StepContext context) {
        if (SnapshotTask.of(context).run()) {
            steps.observeRunning(context);
        } else {
            steps.observe(context);
        }
    }

    @Override
    public void succeeded(StepContext context) {
        store.wants(VmSteps.id(context), SnapshotTask.of(context).run() ? PowerWish.ON : PowerWish.OFF);
        super.succeeded(context);
    }
}
