package dev.slipway.vm.nic;

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
        return steps.reversible("attach", "Plug in the network card", this::attach, this::detach, USUAL);
    }

    Step detach() {
        return steps.reversible("detach", "Unplug the network card", this::detach, this::attach, USUAL);
    }

    /** In the books the link is as it was until the end: that is what it goes back to. */
    Step link() {
        return steps.reversible(
                "link",
                "Change its link",
                (vm, context) -> link(vm, context, NicTask.of(context).up()),
                (vm, context) -> link(vm, context, nic(vm, context).linkUp()),
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
