package dev.slipway.vm;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.catalog.StagedImages;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From a row to a running VM: a linked clone of the golden image, with a seed that tells the guest who it is. */
@Component
class LaunchVm implements Workflow {
    static final String KIND = "launch-vm";

    private static final Duration LONGEST_TRANSFER = Duration.ofHours(2);
    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmSteps steps;
    private final VmStore store;
    private final VmHosts hosts;
    private final StagedImages staged;
    private final SeedIso seeds;
    private final LaunchEnd end;

    LaunchVm(VmSteps steps, VmStore store, VmHosts hosts, StagedImages staged, SeedIso seeds, LaunchEnd end) {
        this.steps = steps;
        this.store = store;
        this.hosts = hosts;
        this.staged = staged;
        this.seeds = seeds;
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
                // The copy stays: it is shared by all VMs of this image on that host.
                step("stage-image", "Stage the image", this::stageImage, nothing(), LONGEST_TRANSFER),
                step("create-disk", "Create the disk", this::createDisk, Step.plain(steps::deleteDisk), USUAL),
                step("write-seed", "Write the cloud-init seed", this::writeSeed, steps::deleteSeed),
                step("define", "Define it on its host", steps::define, steps::undefine),
                step("boot", "Boot", steps::boot, steps::powerOff),
                // Looks only, so there is nothing to take back.
                step("observe-running", "See it running", Step.plain(steps::observeRunning), nothing(), USUAL));
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
            return base(context).isPresent() ? StepOutcome.done() : transferring();
        } catch (HostUnreachable e) {
            if (hosts.isLongSilent(steps.vm(context))) {
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

    /** Asks for the copy once more: it costs one look, and nobody stands a disk on a copy that has gone meanwhile. */
    private StepOutcome createDisk(StepContext context) {
        var base = base(context);
        if (base.isEmpty()) {
            return transferring();
        }
        var vm = steps.vm(context);
        hosts.hypervisor(vm)
                .createOverlay(hosts.disk(vm), base.get(), vm.resources().diskMib());
        return StepOutcome.done();
    }

    private void writeSeed(StepContext context) {
        var vm = steps.vm(context);
        if (!vm.image().cloudInit()) {
            return;
        }
        var iso = seeds.write(Seed.of(vm, store.sshKeys(vm.id()), store.userData(vm.id())));
        hosts.hypervisor(vm)
                .upload(hosts.seed(vm), VolumeFormat.ISO, new ByteArrayInputStream(iso), iso.length, sent -> {});
    }

    private Optional<VolumeRef> base(StepContext context) {
        var vm = steps.vm(context);
        return staged.ensure(
                vm.image().version(),
                VmHosts.hostOf(vm),
                hosts.pool(vm),
                percent -> context.progress(percent, "Copying the image to the host"));
    }

    private static StepOutcome transferring() {
        return StepOutcome.again(LOOK_AGAIN, "The image is just being copied to the host for another VM");
    }
}
