package dev.slipway.vm.warm;

import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.launch.LaunchVm;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The launch of a VM that is there already: it waited in a warm pool. The steps of every launch find most of their work
 * done; on another host, should this one fail, they do all of it.
 */
@Component
public class HandOverVm implements Workflow {
    public static final String KIND = "hand-over-vm";

    private static final Duration USUAL = Duration.ofMinutes(2);

    private final LaunchVm launch;
    private final VmSteps steps;

    HandOverVm(LaunchVm launch, VmSteps steps) {
        this.launch = launch;
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return launch.title();
    }

    @Override
    public String doing() {
        return launch.doing();
    }

    @Override
    public boolean isCancellable() {
        return launch.isCancellable();
    }

    @Override
    public List<Step> steps() {
        return Stream.concat(
                        Stream.of(step(
                                "take-over",
                                "Take one that is ready",
                                Step.plain(context -> {}),
                                Step.plain(this::takeDown),
                                USUAL)),
                        launch.steps().stream())
                .toList();
    }

    /** Wherever it failed, all of it was there from the beginning. */
    private void takeDown(StepContext context) {
        steps.undefine(context);
        steps.deleteSeed(context);
        steps.deleteDisk(context);
    }

    @Override
    public Optional<String> beginsAnew(StepContext context, Problem why) {
        return launch.beginsAnew(context, why);
    }

    @Override
    public void succeeded(StepContext context) {
        launch.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        launch.failed(context, why);
    }
}
