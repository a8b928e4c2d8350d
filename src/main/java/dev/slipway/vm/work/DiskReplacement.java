package dev.slipway.vm.work;

import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.move.MigrationTable;
import dev.slipway.vm.move.MigrationTable.Leftover;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * A disk that is made beside the one that a VM has, and takes its place. The old disk is what undoes it all: it stays until
 * the books say that the VM stands on the new one, and is a leftover from then on.
 */
@Component
public class DiskReplacement {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final Seeds seeds;
    private final VmStore store;
    private final MigrationTable leftovers;

    DiskReplacement(VmSteps steps, VmHosts hosts, Seeds seeds, VmStore store, MigrationTable leftovers) {
        this.steps = steps;
        this.hosts = hosts;
        this.seeds = seeds;
        this.store = store;
        this.leftovers = leftovers;
    }

    /** Once the new disk is there whole. @param next the VM as it then is */
    public List<Step> takeItsPlace(Function<StepContext, VmRow> next) {
        return List.of(
                step(
                        "write-seed",
                        "Write the cloud-init seed",
                        steps.heeding(Step.plain(c -> seeds.put(next.apply(c)))),
                        steps.back(seeds::put),
                        USUAL),
                step(
                        "define",
                        "Define it with the new disk",
                        steps.heeding(Step.plain(c -> define(next.apply(c)))),
                        steps.back(vm -> hosts.hypervisor(vm).define(hosts.spec(vm))),
                        USUAL));
    }

    private void define(VmRow next) {
        steps.requireOff(next);
        hosts.hypervisor(next).define(hosts.spec(next));
    }

    /** Nobody waits for a host that was given up; should it come back, what lies there is a leftover. */
    public void deleteNew(VmRow next) {
        try {
            hosts.hypervisor(next).deleteVolume(hosts.disk(next));
        } catch (HostUnreachable e) {
            if (!hosts.isGivenUp(VmHosts.hostOf(next))) {
                throw e;
            }
            leave(next);
        }
    }

    /** In the transaction that ends it. */
    public void settle(VmRow before, VmRow next) {
        store.rebuilt(before.id(), next.diskName().orElseThrow(), next.image());
        leave(before);
    }

    private void leave(VmRow vm) {
        leftovers.leave(new Leftover(VmHosts.hostOf(vm), hosts.disk(vm), vm.id()));
    }
}
