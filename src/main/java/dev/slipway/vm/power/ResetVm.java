package dev.slipway.vm.power;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.RunningGuest;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Presses the reset button: the guest starts over at once and is not asked. Twice in a row is as good as once, and it cannot
 * be taken back, hence no undo.
 */
@Component
class ResetVm extends IrreversibleVerb {
    /** In which the host's word of the restart arrives: it must not pass for the end of an installation. */
    private static final Duration WORD_OF_IT = Duration.ofSeconds(1);

    private final RunningGuest running;

    ResetVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.RESET, steps, end);
        this.running = running;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("reset", "Press its reset button", context -> running.ask(context, Hypervisor::reset)),
                step("observe", "See it start over", this::observe, Duration.ofMinutes(2)));
    }

    private StepOutcome observe(StepContext context) {
        if (context.earlierAttempts() == 0) {
            return StepOutcome.again(WORD_OF_IT, "It starts over");
        }
        running.look(context);
        return StepOutcome.done();
    }
}
