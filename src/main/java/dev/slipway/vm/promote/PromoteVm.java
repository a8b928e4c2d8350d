package dev.slipway.vm.promote;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.TakingDisks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Takes a VM's disk, makes one file of it and what it stands on, and publishes that. The VM itself stays as it is: off, or
 * running, and then its host makes a copy first.
 */
@Component
class PromoteVm implements Workflow {
    private static final Duration USUAL = Duration.ofMinutes(5);

    private final PromotedDisk disk;
    private final PromoteSteps steps;

    PromoteVm(PromotedDisk disk, PromoteSteps steps) {
        this.disk = disk;
        this.steps = steps;
    }

    @Override
    public String kind() {
        return Verb.PROMOTE.kind();
    }

    @Override
    public String title() {
        return Verb.PROMOTE.title();
    }

    @Override
    public String doing() {
        return Verb.PROMOTE.doing();
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public Optional<Permission> toCancel() {
        return Optional.of(Permission.IMAGE_OWN);
    }

    @Override
    public List<Step> steps() {
        return Stream.of(
                        List.of(step(
                                "take-turn", "Wait for its turn", steps::takeTurn, plain(steps::leaveTurn), FOREVER)),
                        disk.steps(),
                        List.of(
                                // Only reads.
                                step("check", "Look into it", plain(steps::check), nothing(), TakingDisks.LONGEST_COPY),
                                step("publish", "Publish it", plain(steps::publish), plain(steps::takeBack), USUAL),
                                // What is deleted here, nobody needs.
                                step("tidy", "Remove the working files", plain(steps::tidy), nothing(), FOREVER)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void succeeded(StepContext context) {
        steps.ended(context, true);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        steps.ended(context, false);
    }
}
