package dev.slipway.intake;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks into a file that was sent, and makes of it what can be published. */
@Component
class CheckUpload implements Workflow {
    static final String KIND = "check-upload";

    private final CheckSteps steps;

    CheckUpload(CheckSteps steps) {
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Look into a file";
    }

    @Override
    public String doing() {
        return "being looked into";
    }

    @Override
    public List<Step> steps() {
        return steps.steps();
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public Optional<Permission> toCancel() {
        return Optional.of(Permission.IMAGE_EDIT);
    }

    @Override
    public void succeeded(StepContext context) {
        steps.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        steps.failed(context, why);
    }
}
