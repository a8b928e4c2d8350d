package dev.slipway.storage;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.operation.Workflow;
import java.util.List;
import org.springframework.stereotype.Component;

/** Deletes a volume that nobody needs, which cannot be taken back. */
@Component
class DeleteVolume implements Workflow {
    static final String KIND = "delete-volume";

    private final PoolSteps steps;

    DeleteVolume(PoolSteps steps) {
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Delete a volume";
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
                step("delete", "Delete it on the host", Step.plain(steps::deleteVolume), nothing(), PoolSteps.USUAL));
    }
}
