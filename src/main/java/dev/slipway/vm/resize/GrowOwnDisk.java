package dev.slipway.vm.resize;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes the disk larger that a VM starts from, whether it runs or not, and has the guest's agent make use of it. */
@Component
class GrowOwnDisk extends PowerVerb {
    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final String SIZE = "diskMib";

    private final VmSteps steps;
    private final OwnDisk disk;
    private final VmStore store;
    private final Holdings holdings;

    GrowOwnDisk(VmSteps steps, OwnDisk disk, VmStore store, Holdings holdings, PowerEnd end) {
        super(Verb.GROW_OWN_DISK, end);
        this.steps = steps;
        this.disk = disk;
        this.store = store;
        this.holdings = holdings;
    }

    static Map<String, String> arguments(long mib) {
        return Map.of(SIZE, String.valueOf(mib));
    }

    private static long mib(StepContext context) {
        return Long.parseLong(Objects.requireNonNull(context.arguments().get(SIZE)));
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step(
                        "grow-disk",
                        "Make it larger",
                        steps.heeding(Step.plain(c -> disk.grow(steps.vm(c), mib(c)))),
                        steps.back(disk::measure),
                        USUAL),
                // What a guest has made of its disk is its own.
                step(
                        "grow-file-system",
                        "Have the guest make use of it",
                        steps.heeding(Step.plain(c -> disk.useInGuest(steps.vm(c)))),
                        nothing(),
                        USUAL));
    }

    @Override
    public void succeeded(StepContext context) {
        var id = VmSteps.id(context);
        store.lock(id).ifPresent(vm -> store.hasDisk(id, mib(context)));
        holdings.settle(id);
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        holdings.settle(VmSteps.id(context));
        super.failed(context, why);
    }
}
