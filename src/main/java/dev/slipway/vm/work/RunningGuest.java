package dev.slipway.vm.work;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.ObservedPower;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is done to a guest that has to be on for it: it may have gone off since it was asked for. */
@Component
public class RunningGuest {
    private final VmSteps steps;
    private final VmHosts hosts;
    private final Observations observations;

    RunningGuest(VmSteps steps, VmHosts hosts, Observations observations) {
        this.steps = steps;
        this.hosts = hosts;
        this.observations = observations;
    }

    public interface Deed {
        void of(Hypervisor host, UUID domain);
    }

    /** @throws Conflict {@code vm-off} if it is not on any more, which is kept */
    public void ask(StepContext context, Deed deed) {
        try {
            var vm = steps.vm(context);
            deed.of(hosts.hypervisor(vm), vm.id().value());
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.WRONG_POWER_STATE || e.kind() == Kind.NO_SUCH_DOMAIN) {
                look(context);
                throw new Conflict(
                        "vm-off",
                        "It is not running any more, so nothing could be done to it. Start it.",
                        e.logDetail(),
                        e);
            }
            throw e;
        }
    }

    /** Keeps how it is now. */
    public ObservedPower look(StepContext context) {
        var vm = steps.vm(context);
        return observations.keep(vm.id(), hosts.hypervisor(vm).observe(vm.id().value()));
    }
}
