package dev.slipway.storage;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets a host forget a pool, unless somebody has come to need it meanwhile. Its files stay, so it can be made again. */
@Component
class DeletePool implements Workflow {
    static final String KIND = "delete-pool";

    private final PoolSteps steps;

    DeletePool(PoolSteps steps) {
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Delete a storage pool";
    }

    @Override
    public String doing() {
        return "deleting it";
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("remove", "Remove it from the host", Step.plain(steps::remove), nothing(), PoolSteps.USUAL));
    }

    @Override
    public void succeeded(StepContext context) {
        steps.forget(context);
    }
}
