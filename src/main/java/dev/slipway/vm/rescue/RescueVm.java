package dev.slipway.vm.rescue;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

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

/** Starts a VM that is off from the disc in its drives; its disks are there as ever. */
@Component
class RescueVm extends PowerVerb {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmStore store;

    RescueVm(VmSteps steps, VmStore store, PowerEnd end) {
        super(Verb.RESCUE, end);
        this.steps = steps;
        this.store = store;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // Its definition is made anew by its next start, so only what is known here is taken back.
                step(
                        "define",
                        "Let it start from the disc",
                        steps.heeding(Step.plain(this::define)),
                        Step.plain(context -> store.inRescue(VmSteps.id(context), false)),
                        USUAL),
                step("boot", "Boot", steps.heeding(Step.plain(steps::boot)), Step.plain(steps::stopAgain), USUAL),
                // Looks only, so there is nothing to take back.
                step(
                        "observe-running",
                        "See it running",
                        steps.heeding(Step.plain(steps::observeRunning)),
                        nothing(),
                        USUAL));
    }

    /** Somebody may have started it on its host meanwhile; then it did not start from the disc. */
    private void define(StepContext context) {
        if (!steps.vm(context).inRescue()) {
            steps.requireOff(steps.vm(context));
        }
        store.inRescue(VmSteps.id(context), true);
        steps.define(context);
    }
}
