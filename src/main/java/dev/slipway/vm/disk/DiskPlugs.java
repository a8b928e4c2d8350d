package dev.slipway.vm.disk;

import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The steps that give a VM a disk and take it away, each the other's undo. */
@Component
class DiskPlugs {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final DiskWork work;

    DiskPlugs(VmSteps steps, VmHosts hosts, DiskWork work) {
        this.steps = steps;
        this.hosts = hosts;
        this.work = work;
    }

    Step attach() {
        return steps.reversible("attach", "Attach the disk", this::attach, this::detach, USUAL);
    }

    Step detach() {
        return steps.reversible("detach", "Detach the disk", this::detach, this::attach, USUAL);
    }

    private void attach(VmRow vm, StepContext context) {
        hosts.hypervisor(vm).attachDisk(vm.id().value(), work.disk(context).dataDisk());
    }

    private void detach(VmRow vm, StepContext context) {
        hosts.hypervisor(vm).detachDisk(vm.id().value(), work.disk(context).dataDisk());
    }
}
