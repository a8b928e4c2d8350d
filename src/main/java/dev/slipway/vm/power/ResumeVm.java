package dev.slipway.vm.power;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.RunningGuest;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets a paused guest go on where it was. One that cannot (its storage is still full, say) is seen paused again. No undo: it was
 * wanted so. */
@Component
class ResumeVm extends IrreversibleVerb {
    private final RunningGuest running;

    ResumeVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.RESUME, steps, end);
        this.running = running;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("resume", "Let it go on", this::resume));
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
