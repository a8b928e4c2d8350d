package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Presses the reset button: the guest starts over at once and is not asked. Twice in a row is as good as once, and it cannot
 * be taken back, hence no undo.
 */
@Component
class ResetVm extends PowerVerb {
    /** In which the host's word of the restart arrives: it must not pass for the end of an installation. */
    private static final Duration WORD_OF_IT = Duration.ofSeconds(1);

    private final VmSteps steps;
    private final RunningGuest running;

    ResetVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.RESET, end);
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
                step(
                        "reset",
                        "Press its reset button",
                        steps.heeding(Step.plain(context -> running.ask(context, Hypervisor::reset))),
                        nothing(),
                        Duration.ofMinutes(2)),
                step("observe", "See it start over", steps.heeding(this::observe), nothing(), Duration.ofMinutes(2)));
    }

    private StepOutcome observe(StepContext context) {
        if (context.earlierAttempts() == 0) {
            return StepOutcome.again(WORD_OF_IT, "It starts over");
        }
        running.look(context);
        return StepOutcome.done();
    }
}
