package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Pulls the plug. A plug that was pulled cannot be un-pulled, hence no undo. */
@Component
class ForceOffVm implements Workflow {
    private final VmSteps steps;
    private final PowerEnd end;

    ForceOffVm(VmSteps steps, PowerEnd end) {
        this.steps = steps;
        this.end = end;
    }

    @Override
    public String kind() {
        return Verb.FORCE_OFF.kind();
    }

    @Override
    public String title() {
        return Verb.FORCE_OFF.title();
    }

    @Override
    public String doing() {
        return Verb.FORCE_OFF.doing();
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

    @Override
    public void succeeded(StepContext context) {
        end.ended(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        end.ended(context);
    }
}
