package dev.slipway.vm.clone;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.launch.BuildVm;
import dev.slipway.vm.launch.LaunchEnd;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import org.springframework.stereotype.Component;

/** As a launch, on a copy of another VM's disk; on if it is to be. */
@Component
class CloneVm extends BuildVm {
    static final String KIND = OF_ANOTHER;

    private final ClonedDisk disk;
    private final CloneRows rows;

    CloneVm(
            VmSteps steps,
            VmHosts hosts,
            DiskSteps disks,
            Seeds seeds,
            LaunchEnd end,
            ClonedDisk disk,
            CloneRows rows) {
        super(steps, hosts, disks, seeds, end);
        this.disk = disk;
        this.rows = rows;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Make a clone";
    }

    @Override
    public String doing() {
        return "being made of another VM";
    }

    @Override
    protected Step makeDisk() {
        return step(
                "create-disk",
                "Copy the other VM's disk",
                steps.heeding(disk::copy),
                plain(disk::takeBack),
                ClonedDisk.LONGEST_COPY);
    }

    @Override
    protected Step boot() {
        return step("boot", "Boot, if it is to be on", steps.heeding(plain(this::boot)), plain(steps::powerOff), USUAL);
    }

    @Override
    protected Step seeIt() {
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
        return rows.of(VmSteps.id(context)).starts();
    }
}
