package dev.slipway.vm.backup;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.TakingDisks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes a VM's disk, makes one file of it and what it stands on, and keeps that. The VM itself stays as it is. */
@Component
class BackupVm extends PowerVerb {
    private final TakingDisks taking;
    private final BackupSteps steps;

    BackupVm(TakingDisks taking, BackupSteps steps, PowerEnd end) {
        super(Verb.BACKUP, end);
        this.taking = taking;
        this.steps = steps;
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public Optional<Permission> toCancel() {
        return Optional.of(Permission.VM_BACKUP);
    }

    @Override
    public List<Step> steps() {
        return Stream.of(
                        List.of(step(
                                "take-turn", "Wait for its turn", steps::takeTurn, plain(steps::leaveTurn), FOREVER)),
                        taking.steps(steps, "Make one file of it", context -> {}),
                        List.of(
                                step(
                                        "keep",
                                        "Keep it, with its checksum",
                                        plain(steps::keep),
                                        plain(steps::deleteKept),
                                        TakingDisks.LONGEST_COPY),
                                // What is deleted here, nobody needs.
                                step("tidy", "Remove the working files", plain(steps::tidy), nothing(), FOREVER)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void succeeded(StepContext context) {
        steps.made(context);
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        steps.notMade(context);
        super.failed(context, why);
    }
}
