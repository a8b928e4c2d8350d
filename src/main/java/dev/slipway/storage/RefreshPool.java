package dev.slipway.storage;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.operation.Workflow;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets a host look at what is in a pool, and lists it. Changes nothing, so nothing is taken back. */
@Component
class RefreshPool implements Workflow {
    static final String KIND = "refresh-pool";

    private final PoolSteps steps;

    RefreshPool(PoolSteps steps) {
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Look at a storage pool again";
    }

    @Override
    public String doing() {
        return "looking at it";
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("refresh", "Let the host look", Step.plain(steps::refresh), nothing(), PoolSteps.USUAL),
                step("look", "List what is in it", Step.plain(steps::look), nothing(), PoolSteps.USUAL));
    }
}
