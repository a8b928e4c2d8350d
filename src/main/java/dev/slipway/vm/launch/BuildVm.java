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
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;

/**
 * From a row to a VM on its host, with a seed that tells the guest who it is. Where its disk comes from, and whether it is
 * turned on, differs.
 */
public abstract class BuildVm implements Workflow {
    protected static final Duration USUAL = Duration.ofMinutes(2);

    protected final VmSteps steps;
    protected final VmHosts hosts;
    protected final DiskSteps disks;
    protected final LaunchEnd end;
    private final Seeds seeds;

    protected BuildVm(VmSteps steps, VmHosts hosts, DiskSteps disks, Seeds seeds, LaunchEnd end) {
        this.steps = steps;
        this.hosts = hosts;
        this.disks = disks;
        this.seeds = seeds;
        this.end = end;
    }

    @Override
    public final boolean isCancellable() {
        return true;
    }

    @Override
    public final List<Step> steps() {
        return List.of(
                step(
                        "stage-image",
                        "Stage the image",
                        steps.heeding(this::stageImage),
                        nothing(),
                        DiskSteps.LONGEST_TRANSFER),
                makeDisk(),
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
                boot(),
                seeIt());
    }

    protected abstract Step makeDisk();

    protected abstract Step boot();

    /** How it has become. */
    protected abstract Step seeIt();

    @Override
    public final void succeeded(StepContext context) {
        end.succeeded(context);
    }

    @Override
    public final void failed(StepContext context, Problem why) {
        end.failed(context, why);
    }

    /** A long transfer needs long patience, but a host that is gone does not deserve it. */
    private StepOutcome stageImage(StepContext context) {
        try {
            return disks.stageImage(steps.vm(context), context);
        } catch (HostUnreachable e) {
            refuseIfLongSilent(
                    steps.vm(context),
                    "The host that was to run it does not answer any more. Launch it again, so that another host is"
                            + " chosen.",
                    e);
            throw e;
        }
    }

    /** @param vm on the host that did not answer @throws Conflict with that sentence, if nobody is to wait for that host */
    protected final void refuseIfLongSilent(VmRow vm, String sentence, HostUnreachable cause) {
        if (!hosts.isGivenUp(VmHosts.hostOf(vm)) && hosts.isLongSilent(vm)) {
            throw new Conflict("host-silent", sentence, cause.logDetail(), cause);
        }
    }

    private void writeSeed(StepContext context) {
        seeds.put(steps.vm(context));
    }
}
