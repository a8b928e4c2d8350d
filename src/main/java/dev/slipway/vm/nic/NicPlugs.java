package dev.slipway.vm.nic;

import static dev.slipway.operation.Step.step;

import dev.slipway.network.NetworkGuards;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The steps that change a VM's network cards on its host; giving and taking are each other's undo. */
@Component
class NicPlugs {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final NicRows rows;
    private final NetworkGuards guards;

    NicPlugs(VmSteps steps, VmHosts hosts, NicRows rows, NetworkGuards guards) {
        this.steps = steps;
        this.hosts = hosts;
        this.rows = rows;
        this.guards = guards;
    }

    Step attach() {
        return step(
                "attach",
                "Plug in the network card",
                steps.heeding(Step.plain(context -> attach(steps.vm(context), context))),
                context -> steps.back(vm -> detach(vm, context)).run(context),
                USUAL);
    }

    Step detach() {
        return step(
                "detach",
                "Unplug the network card",
                steps.heeding(Step.plain(context -> detach(steps.vm(context), context))),
                context -> steps.back(vm -> attach(vm, context)).run(context),
                USUAL);
    }

    /** In the books the link is as it was until the end: that is what it goes back to. */
    Step link() {
        return step(
                "link",
                "Change its link",
                steps.heeding(Step.plain(context ->
                        link(steps.vm(context), context, NicTask.of(context).up()))),
                context -> steps.back(vm -> link(vm, context, nic(vm, context).linkUp()))
                        .run(context),
                USUAL);
    }

    private void attach(VmRow vm, StepContext context) {
        var nic = nic(vm, context);
        var filter = guards.of(nic.nic().network(), nic.nic().reserved());
        hosts.hypervisor(vm).attachNic(vm.id().value(), nic.spec(filter));
    }

    private void detach(VmRow vm, StepContext context) {
        hosts.hypervisor(vm).detachNic(vm.id().value(), nic(vm, context).nic().mac());
    }

    private void link(VmRow vm, StepContext context, boolean up) {
        hosts.hypervisor(vm).setLink(vm.id().value(), nic(vm, context).nic().mac(), up);
    }

    private NicRow nic(VmRow vm, StepContext context) {
        return rows.require(vm.id(), NicTask.of(context).nic());
    }
}
