package dev.slipway.vm.power;

import dev.slipway.operation.Step;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Pulls the plug. A plug that was pulled cannot be un-pulled, hence no undo. */
@Component
class ForceOffVm extends IrreversibleVerb {
    private final VmSteps steps;

    ForceOffVm(VmSteps steps, PowerEnd end) {
        super(Verb.FORCE_OFF, steps, end);
        this.steps = steps;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("power-off", "Turn it off", steps::forceOff));
    }
}
