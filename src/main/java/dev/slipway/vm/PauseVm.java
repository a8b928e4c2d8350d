package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stops a guest where it is: it keeps its memory, and is charged for it. Whoever pauses one by mistake resumes it, hence no undo. */
@Component
class PauseVm extends PowerVerb {
    private final VmSteps steps;
    private final RunningGuest running;

    PauseVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.PAUSE, end);
        this.steps = steps;
        this.running = running;
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("pause", "Pause it", steps.heeding(Step.plain(this::pause)), nothing(), Duration.ofMinutes(2)));
    }

    private void pause(StepContext context) {
        running.ask(context, Hypervisor::pause);
        running.look(context);
    }
}
