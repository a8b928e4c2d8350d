package dev.slipway.intake;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Fetches a volume from a host's pool, then looks into it as into any other file. */
@Component
class FetchVolume implements Workflow {
    static final String KIND = "fetch-volume";
    /** How long a host may be silent. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LONGEST_COPY = Duration.ofDays(1);

    private final VolumeSteps fetching;
    private final CheckSteps checking;

    FetchVolume(VolumeSteps fetching, CheckSteps checking) {
        this.fetching = fetching;
        this.checking = checking;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Fetch an image from a host";
    }

    @Override
    public String doing() {
        return "being fetched";
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        // Looks only.
        steps.add(Step.step("look", "Look at it on its host", Step.plain(fetching::look), Step.nothing(), PATIENCE));
        // What has come is overwritten by another try; nobody coming back for it, it expires.
        steps.add(Step.step("fetch", "Fetch it", Step.plain(fetching::fetch), Step.nothing(), LONGEST_COPY));
        steps.addAll(checking.steps());
        return steps;
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public Optional<Permission> toCancel() {
        return Optional.of(Permission.IMAGE_EDIT);
    }

    @Override
    public void succeeded(StepContext context) {
        checking.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        checking.failed(context, why);
    }
}
