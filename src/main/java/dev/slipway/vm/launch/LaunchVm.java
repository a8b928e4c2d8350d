package dev.slipway.vm.launch;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.warm.Introducing;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * From a row to a running VM: a linked clone of the golden image, with a seed that tells the guest who it is; or an empty disk
 * and the disc to install from.
 */
@Component
public class LaunchVm extends BuildVm {
    static final String KIND = "launch-vm";

    private static final Set<String> OF_THE_HOST = Set.of(
            "host-silent",
            "host-given-up",
            "host-unreachable",
            "host-not-ready",
            "host-storage-full",
            "not-running",
            "timed-out");

    private final Introducing introducing;

    LaunchVm(VmSteps steps, VmHosts hosts, DiskSteps disks, Seeds seeds, Introducing introducing, LaunchEnd end) {
        super(steps, hosts, disks, seeds, end);
        this.introducing = introducing;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Launch";
    }

    @Override
    public String doing() {
        return "launching";
    }

    @Override
    protected Step makeDisk() {
        return step(
                "create-disk",
                "Create the disk",
                steps.heeding(c -> disks.createDisk(steps.vm(c), c)),
                Step.plain(steps::deleteDisk),
                DiskSteps.LONGEST_QUEUE);
    }

    @Override
    protected Step boot() {
        return step("boot", "Boot", steps.heeding(Step.plain(this::boot)), Step.plain(steps::powerOff), USUAL);
    }

    @Override
    protected Step seeIt() {
        // Looks only, so there is nothing to take back.
        return step(
                "observe-running",
                "See it running",
                steps.heeding(Step.plain(steps::observeRunning)),
                nothing(),
                USUAL);
    }

    /** What a host could not do another may be able to. */
    @Override
    public Optional<String> beginsAnew(StepContext context, Problem why) {
        return isOfTheHost(why) ? end.elsewhere(context, why) : Optional.empty();
    }

    private static boolean isOfTheHost(Problem why) {
        return why.code().startsWith("hypervisor-") || OF_THE_HOST.contains(why.code());
    }

    /** One that waited in a warm pool runs already. */
    private void boot(StepContext context) {
        var vm = steps.vm(context);
        hosts.hypervisor(vm).start(vm.id().value());
        introducing.introduce(vm);
    }
}
