package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What comes before and after each change of an image. */
@Component
class Curation {
    private final ImageTable images;
    private final ImageLocks locks;
    private final ImageUses uses;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Curation(ImageTable images, ImageLocks locks, ImageUses uses, Changes changes, ApplicationEventPublisher events) {
        this.images = images;
        this.locks = locks;
        this.uses = uses;
        this.changes = changes;
        this.events = events;
    }

    /** @throws NotFound if it is not the actor's to see */
    ImageView lockSeen(ImageVersionId version, Actor actor) {
        var reach = ImageReach.readableBy(actor);
        var seen = images.find(version, reach).orElseThrow(() -> NotFound.of("image"));
        locks.lock(seen.id());
        return images.find(version, reach).orElseThrow(() -> NotFound.of("image"));
    }

    /** @throws dev.slipway.kernel.Forbidden if it is theirs to see, but not to change */
    ImageView lockOwned(ImageVersionId version, Actor actor) {
        var image = lockSeen(version, actor);
        requireOwned(image, actor);
        return image;
    }

    static void requireOwned(ImageView image, Actor actor) {
        var owner = image.standing().owner();
        actor.require(owner.isPlatform() ? Permission.IMAGE_EDIT : Permission.IMAGE_OWN, owner.scope());
    }

    void requireUnused(ImageView image, Actor actor) {
        var users = uses.of(image.id());
        if (!users.isEmpty()) {
            throw new ImageInUse(image, users, actor);
        }
    }

    ImageView changed(String action, ImageView image, String words, Actor actor) {
        tell(action, image, words, actor);
        var now = images.find(image.version()).orElseThrow();
        if (isPrivate(image) && !isPrivate(now)) {
            changes.announce(Topic.IMAGE, image.id().value(), null);
        }
        return now;
    }

    /** Of what is for one project only, nobody else hears. */
    private static boolean isPrivate(ImageView image) {
        return image.standing().visibility() == Visibility.PRIVATE
                && !image.standing().owner().isPlatform();
    }

    void tell(String action, ImageView image, String words, Actor actor) {
        Scope owner = image.standing().owner().scope();
        changes.announce(Topic.IMAGE, image.id().value(), isPrivate(image) ? owner.project() : null);
        events.publishEvent(actor.did(action, "image", image.id().value(), image.name(), owner.project(), words));
    }
}
