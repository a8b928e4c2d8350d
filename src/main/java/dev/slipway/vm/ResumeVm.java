package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets a paused guest go on where it was. One that cannot (its storage is still full, say) is seen paused again. No undo: it was
 * wanted so. */
@Component
class ResumeVm extends PowerVerb {
    private final VmSteps steps;
    private final RunningGuest running;

    ResumeVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.RESUME, end);
        this.steps = steps;
        this.running = running;
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step(
                "resume", "Let it go on", steps.heeding(Step.plain(this::resume)), nothing(), Duration.ofMinutes(2)));
    }

    private void resume(StepContext context) {
        running.ask(context, Hypervisor::resume);
        if (running.look(context) == ObservedPower.PAUSED) {
            throw new Conflict(
                    "vm-paused",
                    "It could not go on, and is paused still: the storage of its host may be full or broken. Tell an"
                            + " administrator, then resume it again.");
        }
    }
}
