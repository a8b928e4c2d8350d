package dev.slipway.vm.resize;

import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.placement.Placements;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmCharges;
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
    private static final long MIB = 1L << 20;

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final VmCharges charges;
    private final Placements placements;

    ResizeVm(VmSteps steps, VmHosts hosts, VmStore store, VmCharges charges, Placements placements, PowerEnd end) {
        super(Verb.RESIZE, end);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.charges = charges;
        this.placements = placements;
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
        settle(context);
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        settle(context);
        super.failed(context, why);
    }

    /** What it holds is what it has now. */
    private void settle(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            placements.resize(vm.id(), vm.resources());
            charges.resize(vm, vm.resources());
        });
    }

    private VmRow next(StepContext context) {
        return Resize.of(context).after(steps.vm(context));
    }

    private void size(VmRow vm) {
        steps.requireOff(vm);
        hosts.hypervisor(vm).resizeDisk(hosts.disk(vm), vm.resources().diskMib());
    }

    private void define(VmRow vm) {
        steps.requireOff(vm);
        hosts.hypervisor(vm).define(hosts.spec(vm));
    }

    /** What somebody has started on its host keeps the disk that it is using, however large that is by now, and pays for it. */
    private void sizeBack(VmRow vm) {
        var host = hosts.hypervisor(vm);
        if (steps.isOn(vm)) {
            host.volume(hosts.disk(vm)).ifPresent(disk -> store.hasDisk(vm.id(), disk.capacityBytes() / MIB));
        } else {
            host.resizeDisk(hosts.disk(vm), vm.resources().diskMib());
        }
    }

    private void defineBack(VmRow vm) {
        hosts.hypervisor(vm).define(hosts.spec(vm));
    }
}
