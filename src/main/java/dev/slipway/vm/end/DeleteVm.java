package dev.slipway.vm.end;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.placement.Placements;
import dev.slipway.vm.disk.KeptDisks;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Takes a VM off its host, then out of the books: in this order, so that nothing is ever left over that nobody pays for
 * or knows of. No step has an undo, because what is deleted is gone, and every step waits for its host as long as it
 * takes, because giving up would leave something behind. The audit keeps what it was.
 */
@Component
class DeleteVm implements Workflow {
    static final String KIND = "delete-vm";

    private final VmSteps steps;
    private final VmStore store;
    private final VmCharges charges;
    private final Placements placements;
    private final KeptDisks disks;
    private final Changes changes;

    DeleteVm(VmSteps steps, VmStore store, VmCharges charges, Placements placements, KeptDisks disks, Changes changes) {
        this.steps = steps;
        this.store = store;
        this.charges = charges;
        this.placements = placements;
        this.disks = disks;
        this.changes = changes;
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

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                unyielding("power-off", "Turn it off", steps::powerOff),
                unyielding("undefine", "Remove it from its host", steps::undefine),
                unyielding("delete-disk", "Delete the disk", steps::deleteDisk),
                unyielding("delete-seed", "Delete the cloud-init seed", steps::deleteSeed));
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            disks.staysBehind(vm.id(), context.requestedBy());
            store.remove(vm.id());
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            placements.release(vm.id());
            charges.releaseAll(vm.id());
        });
    }

    /** Only an error of ours gets here. The VM is shown again with what is left of it, to be deleted again. */
    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.deleteFailed(vm.id(), "Its deletion failed: " + why.sentence());
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        });
    }

    private static Step unyielding(String name, String title, Consumer<StepContext> body) {
        return step(name, title, context -> VmSteps.untilItWorks(context, body), nothing(), FOREVER);
    }
}
