package dev.slipway.vm.disk;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.GuestFileSystems;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes a disk larger that is attached, and has the guest's agent make use of it; what is left to do is told with the disk. */
@Component
class GrowDisk extends PowerVerb {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final DiskWork work;
    private final DiskRows rows;
    private final GuestFileSystems fileSystems;
    private final GrowthEnd end;

    GrowDisk(
            VmSteps steps,
            VmHosts hosts,
            VmStore store,
            DiskWork work,
            DiskRows rows,
            GuestFileSystems fileSystems,
            GrowthEnd end,
            PowerEnd powerEnd) {
        super(Verb.GROW_DISK, powerEnd);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.work = work;
        this.rows = rows;
        this.fileSystems = fileSystems;
        this.end = end;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step(
                        "grow-disk",
                        "Make it larger",
                        steps.heeding(Step.plain(this::grow)),
                        Step.plain(work::measure),
                        USUAL),
                // What a guest has made of its disk is its own.
                step(
                        "grow-file-system",
                        "Have the guest make use of it",
                        steps.heeding(Step.plain(this::growFileSystem)),
                        nothing(),
                        USUAL));
    }

    private void grow(StepContext context) {
        var vm = steps.vm(context);
        hosts.hypervisor(vm)
                .growDisk(
                        vm.id().value(),
                        work.disk(context).volume(),
                        DiskTask.of(context).sizeMib());
    }

    private void growFileSystem(StepContext context) {
        var vm = steps.vm(context);
        var disk = work.disk(context);
        rows.note(disk.id(), fileSystems.grow(vm, Optional.of(disk.dataDisk())) ? Optional.empty() : note(disk));
    }

    private static Optional<String> note(DiskRow disk) {
        return Optional.of(
                "It is larger; a file system on it may not be yet. In the guest: resize2fs /dev/disk/by-id/virtio-"
                        + disk.serial() + " for ext4, or xfs_growfs and the directory that it is mounted on for XFS.");
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> end.grown(context));
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> end.ended(context));
        super.failed(context, why);
    }
}
