package dev.slipway.vm.power;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Turns a VM on; one that is hibernated goes on where it was. Defines it first, which changes nothing for most and brings back one whose definition was lost. */
@Component
class StartVm extends PowerVerb {
    private final VmSteps steps;

    StartVm(VmSteps steps, PowerEnd end) {
        super(Verb.START, end);
        this.steps = steps;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // The definition is the VM's whether it is on or off.
                step(
                        "define",
                        "Define it on its host",
                        steps.heeding(Step.plain(steps::define)),
                        nothing(),
                        Duration.ofMinutes(2)),
                step(
                        "boot",
                        "Boot",
                        steps.heeding(Step.plain(this::boot)),
                        Step.plain(steps::stopAgain),
                        Duration.ofMinutes(2)),
                // Looks only, so there is nothing to take back.
                step(
                        "observe-running",
                        "See it running",
                        steps.heeding(Step.plain(steps::observeRunning)),
                        nothing(),
                        Duration.ofMinutes(2)));
    }

    private void boot(StepContext context) {
        try {
            steps.boot(context);
        } catch (HypervisorProblem e) {
            if (e.isPassing() || steps.vm(context).power().observed() != ObservedPower.HIBERNATED) {
                throw e;
            }
            throw new Conflict(
                    "memory-not-restored",
                    "Its host could not let it go on where it was; its memory is kept still. Try again. If it stays so, force"
                            + " it off, which throws its memory away, and start it anew.",
                    e.logDetail(),
                    e);
        }
    }
}
