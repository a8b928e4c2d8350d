package dev.slipway.vm.resize;

import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes a VM's disk as large as it is to be, and defines the VM with what it is to have. Nobody starts it meanwhile, so a disk
 * that has grown in vain has nothing at its end, and is made as small as it was.
 */
@Component
class ResizeVm extends PowerVerb {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final OwnDisk disk;
    private final Holdings holdings;

    ResizeVm(VmSteps steps, VmHosts hosts, VmStore store, OwnDisk disk, Holdings holdings, PowerEnd end) {
        super(Verb.RESIZE, end);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.disk = disk;
        this.holdings = holdings;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step(
                        "grow-disk",
                        "Make its disk larger",
                        steps.heeding(Step.plain(c -> size(next(c)))),
                        steps.back(this::sizeBack),
                        USUAL),
                step(
                        "define",
                        "Define it with its new size",
                        steps.heeding(Step.plain(c -> define(next(c)))),
                        steps.back(this::defineBack),
                        USUAL));
    }

    @Override
    public void succeeded(StepContext context) {
        var resize = Resize.of(context);
        store.resized(VmSteps.id(context), resize);
        holdings.settle(VmSteps.id(context));
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        holdings.settle(VmSteps.id(context));
        super.failed(context, why);
    }

    private VmRow next(StepContext context) {
        return Resize.of(context).after(steps.vm(context));
    }

    private void size(VmRow vm) {
        steps.requireOff(vm);
        disk.size(vm, vm.resources().diskMib());
    }

    private void define(VmRow vm) {
        steps.requireOff(vm);
        hosts.hypervisor(vm).define(hosts.spec(vm));
    }

    /** What somebody has started on its host keeps the disk that it is using, however large that is by now, and pays for it. */
    private void sizeBack(VmRow vm) {
        if (steps.isOn(vm)) {
            disk.measure(vm);
        } else {
            disk.size(vm, vm.resources().diskMib());
        }
    }

    private void defineBack(VmRow vm) {
        hosts.hypervisor(vm).define(hosts.spec(vm));
    }
}
