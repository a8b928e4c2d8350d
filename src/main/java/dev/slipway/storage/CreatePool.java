package dev.slipway.storage;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes a storage pool on a host. If that fails, nothing of it stays there, but for a directory that was made. */
@Component
class CreatePool implements Workflow {
    static final String KIND = "create-pool";

    private final PoolSteps steps;

    CreatePool(PoolSteps steps) {
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Make a storage pool";
    }

    @Override
    public String doing() {
        return "making it";
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("make", "Make it on the host", steps::make, steps::unmake),
                // Looks only.
                step("look", "Look at it", Step.plain(steps::lookAtNew), nothing(), PoolSteps.USUAL));
    }

    @Override
    public void failed(StepContext context, Problem why) {
        steps.forget(context);
    }
}
