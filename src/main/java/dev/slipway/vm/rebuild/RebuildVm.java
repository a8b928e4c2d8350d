package dev.slipway.vm.rebuild;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.move.MigrationTable;
import dev.slipway.vm.move.MigrationTable.Leftover;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes a new disk beside the one that a VM has, and defines the VM with it. The old disk is what undoes it all: it stays
 * until the books say that the VM stands on the new one, and is a leftover from then on.
 */
@Component
class RebuildVm implements Workflow {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final DiskSteps disks;
    private final Seeds seeds;
    private final VmStore store;
    private final MigrationTable leftovers;
    private final PowerEnd end;

    RebuildVm(
            VmSteps steps,
            VmHosts hosts,
            DiskSteps disks,
            Seeds seeds,
            VmStore store,
            MigrationTable leftovers,
            PowerEnd end) {
        this.steps = steps;
        this.hosts = hosts;
        this.disks = disks;
        this.seeds = seeds;
        this.store = store;
        this.leftovers = leftovers;
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
        return List.of(
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
                        Step.plain(this::deleteNewDisk),
                        DiskSteps.LONGEST_QUEUE),
                step(
                        "write-seed",
                        "Write the cloud-init seed",
                        steps.heeding(Step.plain(c -> seeds.put(next(c)))),
                        steps.back(seeds::put),
                        USUAL),
                step(
                        "define",
                        "Define it with the new disk",
                        steps.heeding(Step.plain(this::define)),
                        steps.back(this::defineOld),
                        USUAL));
    }

    @Override
    public void succeeded(StepContext context) {
        var rebuild = Rebuild.of(context);
        var before = steps.vm(context);
        store.rebuilt(before.id(), rebuild.diskName(), rebuild.image());
        leftovers.leave(new Leftover(VmHosts.hostOf(before), hosts.disk(before), before.id()));
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

    /** Nobody waits for a host that was given up; should it come back, what lies there is a leftover. */
    private void deleteNewDisk(StepContext context) {
        var vm = next(context);
        try {
            hosts.hypervisor(vm).deleteVolume(hosts.disk(vm));
        } catch (HostUnreachable e) {
            if (!hosts.isGivenUp(VmHosts.hostOf(vm))) {
                throw e;
            }
            leftovers.leave(new Leftover(VmHosts.hostOf(vm), hosts.disk(vm), vm.id()));
        }
    }

    private void define(StepContext context) {
        var vm = next(context);
        steps.requireOff(vm);
        hosts.hypervisor(vm).define(hosts.spec(vm));
    }

    private void defineOld(VmRow vm) {
        hosts.hypervisor(vm).define(hosts.spec(vm));
    }
}
