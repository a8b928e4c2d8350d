package dev.slipway.intake;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Fetches a file from a server, then looks into it as into any other. */
@Component
class FetchImage implements Workflow {
    static final String KIND = "fetch-image";

    private final FetchSteps fetching;
    private final SignatureSteps signing;
    private final CheckSteps checking;

    FetchImage(FetchSteps fetching, SignatureSteps signing, CheckSteps checking) {
        this.fetching = fetching;
        this.signing = signing;
        this.checking = checking;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Fetch an image";
    }

    @Override
    public String doing() {
        return "being fetched";
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        // What has come stays for another try, and goes on from there; nobody coming back for it, it expires.
        steps.add(Step.step("fetch", "Fetch it", fetching::fetch, Step.nothing(), Step.FOREVER));
        steps.add(Step.step(
                "checksum", "Fetch its checksum", Step.plain(fetching::checksum), Step.nothing(), FetchSteps.PATIENCE));
        // It only reads.
        steps.add(Step.step(
                "signature", "Check its signature", Step.plain(signing::check), Step.nothing(), FetchSteps.PATIENCE));
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
