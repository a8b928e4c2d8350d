package dev.slipway.vm.rescue;

import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Turns a VM off that is in rescue, and lets it start from its disk again. A plug that was pulled stays so, hence no undo. */
@Component
class LeaveRescue extends IrreversibleVerb {
    private final VmSteps steps;
    private final VmStore store;

    LeaveRescue(VmSteps steps, VmStore store, PowerEnd end) {
        super(Verb.LEAVE_RESCUE, steps, end);
        this.steps = steps;
        this.store = store;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("power-off", "Turn it off", steps::forceOff),
                step("define", "Let it start from its disk", this::define));
    }

    private void define(StepContext context) {
        store.inRescue(VmSteps.id(context), false);
        steps.define(context);
    }
}
