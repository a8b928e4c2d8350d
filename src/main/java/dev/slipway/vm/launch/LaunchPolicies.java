package dev.slipway.vm.launch;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Visibility;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What may be chosen at a launch from each image, all its versions. Each is named by any of its versions. */
@Service
public class LaunchPolicies {
    private final Images images;
    private final LaunchPolicyTable table;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    LaunchPolicies(Images images, LaunchPolicyTable table, Changes changes, ApplicationEventPublisher events) {
        this.images = images;
        this.table = table;
        this.changes = changes;
        this.events = events;
    }

    /** @throws dev.slipway.kernel.NotFound if there is no such image, or it is not the actor's to see */
    @Transactional(readOnly = true)
    public LaunchPolicy of(ImageVersionId version, Actor actor) {
        return table.of(images.get(version, actor).id());
    }

    /**
     * For launches from now on; VMs that are there stay as they are. For those whose image it is.
     *
     * @throws InvalidRequest if it asks a guest that reads no cloud-init to do something
     */
    @Audited("image.launch-policy")
    @Transactional
    public LaunchPolicy set(ImageVersionId version, LaunchPolicy policy, Actor actor) {
        var image = images.requireOwned(version, actor);
        requireReader(image, policy);
        table.set(image.id(), policy);
        var owner = image.standing().owner().scope();
        var isPrivate = image.standing().visibility() == Visibility.PRIVATE;
        changes.announce(Topic.IMAGE, image.id().value(), isPrivate ? owner.project() : null);
        events.publishEvent(actor.did(
                "image.launch-policy", "image", image.id().value(), image.name(), owner.project(), words(policy)));
        return policy;
    }

    private static void requireReader(ImageView image, LaunchPolicy policy) {
        if (!policy.firstBootText().isEmpty() && !image.cloudInit()) {
            throw new InvalidRequest(
                    "no-cloud-init",
                    "firstBootText",
                    "Image " + image.name() + " has no cloud-init, so nobody would read that. Leave it out.");
        }
    }

    private static String words(LaunchPolicy policy) {
        return "Sizes: " + some(policy.sizes()) + (policy.customSizes() ? ", custom ones too" : ", no custom ones")
                + ". Networks: " + some(policy.networks()) + ". First boot: " + words(policy.firstBoot()) + ".";
    }

    private static String some(LaunchPolicy.Offer<?> offer) {
        return offer.only().isEmpty() ? "any" : String.valueOf(offer.only().size());
    }

    private static String words(FirstBootRule rule) {
        return switch (rule) {
            case FREE -> "as everybody likes";
            case PRESET -> "preset";
            case FIXED -> "fixed";
            case NONE -> "nothing";
        };
    }
}
