package dev.slipway.vm.launch;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.state.PowerWish;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;

/** As a launch, on a disk that somebody has worked with already; on if it is to be. */
public abstract class BuildCopiedVm extends BuildVm {
    protected BuildCopiedVm(VmSteps steps, VmHosts hosts, DiskSteps disks, Seeds seeds, LaunchEnd end) {
        super(steps, hosts, disks, seeds, end);
    }

    @Override
    protected final Step boot() {
        return step("boot", "Boot, if it is to be on", steps.heeding(plain(this::boot)), plain(steps::powerOff), USUAL);
    }

    @Override
    protected final Step seeIt() {
        // Looks only, so there is nothing to take back.
        return step("observe", "See how it is", steps.heeding(plain(this::see)), nothing(), USUAL);
    }

    private void boot(StepContext context) {
        if (starts(context)) {
            steps.boot(context);
        }
    }

    private void see(StepContext context) {
        if (starts(context)) {
            steps.observeRunning(context);
        } else {
            steps.observe(context);
        }
    }

    private boolean starts(StepContext context) {
        return steps.vm(context).power().wanted() == PowerWish.ON;
    }
}
