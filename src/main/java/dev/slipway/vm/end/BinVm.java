package dev.slipway.vm.end;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.host.HostTouched;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmSettings;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Puts a VM into the recycle bin: it is turned off, and stays as it is on its host, definition and disks, so that it can be
 * restored whatever it is made of. It waits for its host as long as it takes, since what may run still is not given back.
 */
@Component
class BinVm implements Workflow {
    static final String KIND = "bin-vm";

    private final VmSteps steps;
    private final VmStore store;
    private final BinRows rows;
    private final VmCharges charges;
    private final VmSettings settings;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    BinVm(
            VmSteps steps,
            VmStore store,
            BinRows rows,
            VmCharges charges,
            VmSettings settings,
            Changes changes,
            ApplicationEventPublisher events) {
        this.steps = steps;
        this.store = store;
        this.rows = rows;
        this.charges = charges;
        this.settings = settings;
        this.changes = changes;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Delete";
    }

    @Override
    public String doing() {
        return "deleting";
    }

    /** What has lost its power cannot be put back to where it was. */
    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step(
                "power-off",
                "Turn it off",
                context -> VmSteps.untilItWorks(context, steps::powerOff),
                nothing(),
                FOREVER));
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            if (vm.power().observed().isOn()) {
                // Nobody could turn it off, since its host was given up meanwhile. It is lost with that, or still
                // there.
                store.deleteFailed(vm.id(), "It was not deleted, since its host was given up meanwhile.");
            } else {
                rows.bin(vm.id(), settings.recycleBin());
            }
            ended(vm);
        });
    }

    /** Only an error of ours gets here. */
    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.deleteFailed(vm.id(), "Its deletion failed: " + why.sentence());
            ended(vm);
        });
    }

    private void ended(VmRow vm) {
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        // Inventories left it alone until now; whatever happened outside meanwhile is looked for at once.
        vm.host().ifPresent(host -> events.publishEvent(new HostTouched(host)));
        charges.follow(vm, vm.power().observed());
    }
}
