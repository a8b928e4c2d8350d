package dev.slipway.vm.resize;

import static dev.slipway.operation.Step.nothing;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes a VM's disk as large as it is to be, and defines the VM with what it is to have; one that is on runs with what it was
 * started with until its next start, whoever starts it. A disk that has grown in vain under a VM that is off has nothing at
 * its end, and is made as small as it was.
 */
@Component
class ResizeVm extends PowerVerb {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final VmStore store;
    private final OwnDisk disk;
    private final Holdings holdings;
    private final Clock clock;

    ResizeVm(VmSteps steps, VmHosts hosts, VmStore store, OwnDisk disk, Holdings holdings, Clock clock, PowerEnd end) {
        super(Verb.RESIZE, end);
        this.steps = steps;
        this.hosts = hosts;
        this.store = store;
        this.disk = disk;
        this.holdings = holdings;
        this.clock = clock;
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
                        steps.back(this::define),
                        USUAL),
                // What a guest has made of its disk is its own.
                step(
                        "grow-file-system",
                        "Have the guest make use of its disk",
                        steps.heeding(Step.plain(this::useDisk)),
                        nothing(),
                        USUAL),
                // Looks only, so there is nothing to take back.
                step("observe", "See whether it runs", steps.heeding(Step.plain(steps::observe)), nothing(), USUAL));
    }

    @Override
    public void succeeded(StepContext context) {
        var resize = Resize.of(context);
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.resized(vm.id(), resize);
            store.runsWith(
                    vm.id(),
                    vm.power().observed().isOn() ? resize.leavesRunning(vm, clock.instant()) : Optional.empty());
        });
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
        if (steps.isOn(vm)) {
            disk.grow(vm, vm.resources().diskMib());
        } else {
            disk.size(vm, vm.resources().diskMib());
        }
    }

    private void useDisk(StepContext context) {
        var vm = steps.vm(context);
        if (Resize.of(context).resources().diskMib() > vm.resources().diskMib()) {
            disk.useInGuest(vm);
        }
    }

    private void define(VmRow vm) {
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
}
