package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Pulls the plug. A plug that was pulled cannot be un-pulled, hence no undo. */
@Component
class ForceOffVm extends PowerVerb {
    private final VmSteps steps;

    ForceOffVm(VmSteps steps, PowerEnd end) {
        super(Verb.FORCE_OFF, end);
        this.steps = steps;
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step(
                "power-off",
                "Turn it off",
                steps.heeding(Step.plain(steps::forceOff)),
                nothing(),
                Duration.ofMinutes(2)));
    }
}
