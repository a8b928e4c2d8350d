package dev.slipway.vm.power;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.RunningGuest;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stops a guest where it is: it keeps its memory, and is charged for it. Whoever pauses one by mistake resumes it, hence no undo. */
@Component
class PauseVm extends IrreversibleVerb {
    private final RunningGuest running;

    PauseVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.PAUSE, steps, end);
        this.running = running;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("pause", "Pause it", this::pause));
    }

    private void pause(StepContext context) {
        running.ask(context, Hypervisor::pause);
        running.look(context);
    }
}
