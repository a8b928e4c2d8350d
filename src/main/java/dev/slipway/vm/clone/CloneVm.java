package dev.slipway.vm.clone;

import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.operation.Step;
import dev.slipway.vm.launch.BuildCopiedVm;
import dev.slipway.vm.launch.LaunchEnd;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import org.springframework.stereotype.Component;

/** As a launch, on a copy of another VM's disk; on if it is to be. */
@Component
class CloneVm extends BuildCopiedVm {
    static final String KIND = "clone-vm";

    private final ClonedDisk disk;

    CloneVm(VmSteps steps, VmHosts hosts, DiskSteps disks, Seeds seeds, LaunchEnd end, ClonedDisk disk) {
        super(steps, hosts, disks, seeds, end);
        this.disk = disk;
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
}
