package dev.slipway.catalog;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Copies images to hosts that administrators choose, so that the first launch there does not wait for it. */
@Service
public class Staging {
    private static final int MOST_SHOWN = 200;

    private final ImageTable images;
    private final Hosts hosts;
    private final StagedImages staged;
    private final Operations operations;
    private final ApplicationEventPublisher events;

    Staging(
            ImageTable images,
            Hosts hosts,
            StagedImages staged,
            Operations operations,
            ApplicationEventPublisher events) {
        this.images = images;
        this.hosts = hosts;
        this.staged = staged;
        this.operations = operations;
        this.events = events;
    }

    /**
     * Copies a version to these hosts, to all or, if one is refused, to none. Where it lies already nothing is copied.
     *
     * @return one operation for each host
     * @throws Conflict {@code image-retired} or {@code image-withdrawn} if nothing is launched from it, {@code busy} if it is just being copied
     *     to one of them on somebody's wish
     * @throws InvalidRequest if there are no hosts
     */
    @Audited("image.stage")
    @RetriesLostRaces
    @Transactional
    public List<OperationId> stage(ImageVersionId version, Set<HostId> wanted, Actor actor) {
        var image = require(version, actor);
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        if (wanted.isEmpty()) {
            throw new InvalidRequest("no-hosts", "hosts", "Choose at least one host.");
        }
        requireWanted(image);
        // One order for all, so that two who want the same do not each wait for the other.
        return wanted.stream()
                .map(id -> hosts.get(id, actor))
                .sorted(Comparator.comparing(HostView::name))
                .map(host -> stage(image, host, actor))
                .toList();
    }

    /** What was asked for and is not there: the newest of each host, under way or failed. For those who may see hosts. */
    @Transactional(readOnly = true)
    public List<OperationView> wishes(ImageVersionId version, Actor actor) {
        require(version, actor);
        actor.require(Permission.HOST_READ, Scope.PLATFORM);
        var with = staged.hostsWith(version);
        var lacking = hosts.all().stream()
                .map(HostView::id)
                .filter(host -> !with.contains(host))
                .map(host -> target(version, host))
                .collect(Collectors.toSet());
        return operations.ofTargets(lacking, PageRequest.of(0, MOST_SHOWN), actor).stream()
                .collect(Collectors.toMap(OperationView::target, o -> o, (newer, older) -> newer))
                .values()
                .stream()
                .filter(operation -> operation.state() != OperationState.DONE)
                .sorted(Comparator.comparing(OperationView::targetName))
                .toList();
    }

    private static void requireWanted(ImageView image) {
        if (image.standing().state() == ImageState.RETIRED) {
            throw new Conflict(
                    "image-retired",
                    image.name() + " is retired: nothing new is launched from it, so no host needs a copy.");
        }
        if (image.standing().withdrawn().isPresent()) {
            throw new Conflict(
                    "image-withdrawn",
                    "Version " + image.versionLabel() + " of " + image.name()
                            + " was withdrawn: nothing new is launched from it, so no host needs a copy.");
        }
    }

    private OperationId stage(ImageView image, HostView host, Actor actor) {
        events.publishEvent(actor.did(
                "image.stage",
                "image",
                image.id().value(),
                image.name(),
                image.standing().owner().scope().project(),
                "Version " + image.versionLabel() + ", to host " + host.name()));
        return operations.submit(
                new OperationRequest(
                        StageImage.KIND,
                        "image-copy",
                        target(image.version(), host.id()),
                        image.name() + " on " + host.name(),
                        Scope.PLATFORM,
                        StageImage.arguments(image.version(), host.id())),
                actor);
    }

    private static UUID target(ImageVersionId version, HostId host) {
        return UUID.nameUUIDFromBytes((version + "/" + host).getBytes(StandardCharsets.UTF_8));
    }

    private ImageView require(ImageVersionId version, Actor actor) {
        return images.find(version, ImageReach.readableBy(actor)).orElseThrow(() -> NotFound.of("image"));
    }
}
