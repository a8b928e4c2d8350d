package dev.slipway.storage;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.operation.Workflow;
import java.util.List;
import org.springframework.stereotype.Component;

/** Starts a storage pool that is stopped. One that is started stays so, whatever comes after. */
@Component
class StartPool implements Workflow {
    static final String KIND = "start-pool";

    private final PoolSteps steps;

    StartPool(PoolSteps steps) {
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Start a storage pool";
    }

    @Override
    public String doing() {
        return "starting it";
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("start", "Start it on the host", Step.plain(steps::start), nothing(), PoolSteps.USUAL),
                step("look", "Look at it", Step.plain(steps::look), nothing(), PoolSteps.USUAL));
    }
}
