package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks the guest to restart. Whether it does is not to be seen from outside, since it stays on either way: the operation
 * says what was done, which is that the guest was asked. A request that is made twice is still one wish, and one that was
 * made cannot be taken back, hence no undo.
 */
@Component
class RebootVm implements Workflow {
    private final VmSteps steps;
    private final VmHosts hosts;
    private final Observations observations;
    private final PowerEnd end;

    RebootVm(VmSteps steps, VmHosts hosts, Observations observations, PowerEnd end) {
        this.steps = steps;
        this.hosts = hosts;
        this.observations = observations;
        this.end = end;
    }

    @Override
    public String kind() {
        return Verb.REBOOT.kind();
    }

    @Override
    public String title() {
        return Verb.REBOOT.title();
    }

    @Override
    public String doing() {
        return Verb.REBOOT.doing();
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step(
                "ask-guest",
                "Ask the guest to restart",
                steps.heeding(Step.plain(this::ask)),
                nothing(),
                Duration.ofMinutes(2)));
    }

    @Override
    public void succeeded(StepContext context) {
        end.ended(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        end.ended(context);
    }

    private void ask(StepContext context) {
        var vm = steps.vm(context);
        var host = hosts.hypervisor(vm);
        try {
            host.reboot(vm.id().value());
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.WRONG_POWER_STATE || e.kind() == Kind.NO_SUCH_DOMAIN) {
                observations.keep(vm.id(), host.observe(vm.id().value()));
                throw new Conflict(
                        "vm-off", "It is not running any more, so it cannot restart. Start it.", e.logDetail(), e);
            }
            throw e;
        }
        context.progress(100, "The guest was asked to restart. If it ignores that, force it off and start it.");
    }
}
