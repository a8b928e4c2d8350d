package dev.slipway.vm.rebuild;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.DiskReplacement;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes a new disk beside the one that a VM has, and defines the VM with it. */
@Component
class RebuildVm implements Workflow {
    private final VmSteps steps;
    private final DiskSteps disks;
    private final DiskReplacement replacement;
    private final VmStore store;
    private final PowerEnd end;

    RebuildVm(VmSteps steps, DiskSteps disks, DiskReplacement replacement, VmStore store, PowerEnd end) {
        this.steps = steps;
        this.disks = disks;
        this.replacement = replacement;
        this.store = store;
        this.end = end;
    }

    @Override
    public String kind() {
        return Verb.REBUILD.kind();
    }

    @Override
    public String title() {
        return Verb.REBUILD.title();
    }

    @Override
    public String doing() {
        return Verb.REBUILD.doing();
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return Stream.of(
                        List.of(
                                step(
                                        "stage-image",
                                        "Stage the image",
                                        steps.heeding(c -> disks.stageImage(next(c), c)),
                                        nothing(),
                                        DiskSteps.LONGEST_TRANSFER),
                                step(
                                        "create-disk",
                                        "Create the new disk",
                                        steps.heeding(c -> disks.createDisk(next(c), c)),
                                        Step.plain(c -> replacement.deleteNew(next(c))),
                                        DiskSteps.LONGEST_QUEUE)),
                        replacement.takeItsPlace(this::next))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void succeeded(StepContext context) {
        replacement.settle(steps.vm(context), next(context));
        ended(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        ended(context);
    }

    private void ended(StepContext context) {
        store.coming(VmSteps.id(context), Optional.empty());
        end.ended(context);
    }

    private VmRow next(StepContext context) {
        return Rebuild.of(context).after(steps.vm(context));
    }
}
