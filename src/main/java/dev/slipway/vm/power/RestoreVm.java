package dev.slipway.vm.power;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings back a VM whose host has no definition of it any more, on the disk that is still there. It stays off. */
@Component
class RestoreVm implements Workflow {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final PowerEnd end;

    RestoreVm(VmSteps steps, PowerEnd end) {
        this.steps = steps;
        this.end = end;
    }

    @Override
    public String kind() {
        return Verb.RESTORE.kind();
    }

    @Override
    public String title() {
        return Verb.RESTORE.title();
    }

    @Override
    public String doing() {
        return Verb.RESTORE.doing();
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // Looks only, so there is nothing to take back.
                step("find-disk", "Look for its disk", steps.heeding(Step.plain(steps::findDisks)), nothing(), USUAL),
                // The definition is the VM's, so it is welcome also if what comes after it fails.
                step("define", "Define it on its host", steps.heeding(Step.plain(steps::define)), nothing(), USUAL),
                // Looks only.
                step("observe", "See it on its host", steps.heeding(Step.plain(steps::observe)), nothing(), USUAL));
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
