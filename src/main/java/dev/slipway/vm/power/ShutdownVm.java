package dev.slipway.vm.power;

import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmSettings;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.Observations;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks the guest to turn itself off, and waits. A guest that is still booting does not listen yet, so it is asked again
 * now and then. What was asked cannot be taken back, hence no undo.
 */
@Component
class ShutdownVm extends IrreversibleVerb {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int LOOKS_BETWEEN_REQUESTS = 20;
    // On top of the guest's own time: a host that does not answer for a while is no guest that ignores us.
    private static final Duration HOST_MAY_BE_SILENT = Duration.ofMinutes(5);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final Observations observations;
    private final Duration patience;
    private final Clock clock;

    ShutdownVm(
            VmSteps steps, VmHosts hosts, Observations observations, PowerEnd end, VmSettings settings, Clock clock) {
        super(Verb.SHUTDOWN, steps, end);
        this.steps = steps;
        this.hosts = hosts;
        this.observations = observations;
        this.patience = settings.shutdownPatience();
        this.clock = clock;
    }

    /** Whoever does not want to wait for the guest cancels, and forces it off. */
    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("ask-guest", "Ask the guest to shut down", this::ask),
                step("await-off", "Wait until it is off", this::awaitOff, patience.plus(HOST_MAY_BE_SILENT)));
    }

    private void ask(StepContext context) {
        var vm = steps.vm(context);
        hosts.hypervisor(vm).shutdown(vm.id().value());
    }

    private StepOutcome awaitOff(StepContext context) {
        var vm = steps.vm(context);
        var host = hosts.hypervisor(vm);
        var seen = host.observe(vm.id().value());
        if (!ObservedPower.of(seen).isOn()) {
            observations.keep(vm.id(), seen);
            return StepOutcome.done();
        }
        if (!clock.instant().isBefore(vm.changedAt().plus(patience))) {
            throw new Conflict(
                    "guest-ignores-shutdown",
                    "The guest was asked to shut down, and is still on after " + patience.toSeconds()
                            + " s. It may be busy or ignore the power button. Force it off if it may lose what it has"
                            + " not saved.");
        }
        if (context.earlierAttempts() % LOOKS_BETWEEN_REQUESTS == LOOKS_BETWEEN_REQUESTS - 1) {
            host.shutdown(vm.id().value());
        }
        return StepOutcome.again(LOOK_EVERY, "Waiting for the guest to turn itself off");
    }
}
