package dev.slipway.vm.launch;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.warm.Introducing;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * From a row to a running VM: a linked clone of the golden image, with a seed that tells the guest who it is; or an empty disk
 * and the disc to install from.
 */
@Component
public class LaunchVm implements Workflow {
    static final String KIND = "launch-vm";

    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final Set<String> OF_THE_HOST = Set.of(
            "host-silent",
            "host-given-up",
            "host-unreachable",
            "host-not-ready",
            "host-storage-full",
            "not-running",
            "timed-out");

    private final VmSteps steps;
    private final VmHosts hosts;
    private final DiskSteps disks;
    private final Seeds seeds;
    private final Introducing introducing;
    private final LaunchEnd end;

    LaunchVm(VmSteps steps, VmHosts hosts, DiskSteps disks, Seeds seeds, Introducing introducing, LaunchEnd end) {
        this.steps = steps;
        this.hosts = hosts;
        this.disks = disks;
        this.seeds = seeds;
        this.introducing = introducing;
        this.end = end;
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
    public boolean isCancellable() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step(
                        "stage-image",
                        "Stage the image",
                        steps.heeding(this::stageImage),
                        nothing(),
                        DiskSteps.LONGEST_TRANSFER),
                step(
                        "create-disk",
                        "Create the disk",
                        steps.heeding(c -> disks.createDisk(steps.vm(c), c)),
                        Step.plain(steps::deleteDisk),
                        DiskSteps.LONGEST_QUEUE),
                step(
                        "write-seed",
                        "Write the cloud-init seed",
                        steps.heeding(Step.plain(this::writeSeed)),
                        Step.plain(steps::deleteSeed),
                        USUAL),
                step(
                        "define",
                        "Define it on its host",
                        steps.heeding(Step.plain(steps::define)),
                        Step.plain(steps::undefine),
                        USUAL),
                step("boot", "Boot", steps.heeding(Step.plain(this::boot)), Step.plain(steps::powerOff), USUAL),
                // Looks only, so there is nothing to take back.
                step(
                        "observe-running",
                        "See it running",
                        steps.heeding(Step.plain(steps::observeRunning)),
                        nothing(),
                        USUAL));
    }

    /** What a host could not do another may be able to. */
    @Override
    public Optional<String> beginsAnew(StepContext context, Problem why) {
        return isOfTheHost(why) ? end.elsewhere(context, why) : Optional.empty();
    }

    private static boolean isOfTheHost(Problem why) {
        return why.code().startsWith("hypervisor-") || OF_THE_HOST.contains(why.code());
    }

    @Override
    public void succeeded(StepContext context) {
        end.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        end.failed(context, why);
    }

    /** A long transfer needs long patience, but a host that is gone does not deserve it. */
    private StepOutcome stageImage(StepContext context) {
        try {
            return disks.stageImage(steps.vm(context), context);
        } catch (HostUnreachable e) {
            if (!hosts.isGivenUp(VmHosts.hostOf(steps.vm(context))) && hosts.isLongSilent(steps.vm(context))) {
                throw new Conflict(
                        "host-silent",
                        "The host that was to run it does not answer any more. Launch it again, so that another host"
                                + " is chosen.",
                        e.logDetail(),
                        e);
            }
            throw e;
        }
    }

    /** One that waited in a warm pool runs already. */
    private void boot(StepContext context) {
        var vm = steps.vm(context);
        hosts.hypervisor(vm).start(vm.id().value());
        introducing.introduce(vm);
    }

    private void writeSeed(StepContext context) {
        seeds.put(steps.vm(context));
    }
}
