package dev.slipway.catalog;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Copies a version to a host before a launch needs it there. A copy that is made stays, so nothing is taken back. */
@Component
class StageImage implements Workflow {
    static final String KIND = "stage-image";
    private static final String VERSION = "version";
    private static final String HOST = "host";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Also for a host that does not answer for a while: nobody waits for it. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final StagedImages staged;
    private final Hosts hosts;

    StageImage(StagedImages staged, Hosts hosts) {
        this.staged = staged;
        this.hosts = hosts;
    }

    static Map<String, String> arguments(ImageVersionId version, HostId host) {
        return Map.of(VERSION, version.toString(), HOST, host.toString());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Copy an image to a host";
    }

    @Override
    public String doing() {
        return "copying";
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
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
    public List<Step> steps() {
        return List.of(step("copy", "Copy it", this::copy, nothing(), LONGEST));
    }

    private StepOutcome copy(StepContext context) {
        var version = ImageVersionId.parse(context.arguments().getOrDefault(VERSION, ""));
        var host = host(HostId.parse(context.arguments().getOrDefault(HOST, "")));
        var copy = staged.ensure(
                version, host.id(), host.pool(), percent -> context.progress(percent, "Copying it to " + host.name()));
        return copy.isPresent()
                ? StepOutcome.done()
                : StepOutcome.again(LOOK_AGAIN, "It is just being copied there for a VM, or waits for its turn");
    }

    private HostView host(HostId id) {
        return hosts.all().stream()
                .filter(host -> host.id().equals(id))
                .findFirst()
                .orElseThrow(() -> NotFound.of("host"));
    }
}
