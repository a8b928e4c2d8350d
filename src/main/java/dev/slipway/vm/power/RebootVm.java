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

/**
 * Asks the guest to restart. Whether it does is not to be seen from outside, since it stays on either way: the operation
 * says what was done, which is that the guest was asked. A request that is made twice is still one wish, and one that was
 * made cannot be taken back, hence no undo.
 */
@Component
class RebootVm extends IrreversibleVerb {
    private final RunningGuest running;

    RebootVm(VmSteps steps, RunningGuest running, PowerEnd end) {
        super(Verb.REBOOT, steps, end);
        this.running = running;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("ask-guest", "Ask the guest to restart", this::ask));
    }

    private void ask(StepContext context) {
        running.ask(context, Hypervisor::reboot);
        context.progress(100, "The guest was asked to restart. If it ignores that, force it off and start it.");
    }
}
