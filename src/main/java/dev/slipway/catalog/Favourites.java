package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Images that a person wants at hand. Everybody has their own, and nobody sees another's. */
@Service
public class Favourites {
    private final ImageTable images;
    private final FavouriteTable table;
    private final ApplicationEventPublisher events;

    Favourites(ImageTable images, FavouriteTable table, ApplicationEventPublisher events) {
        this.images = images;
        this.table = table;
        this.events = events;
    }

    /** The actor's, also such as are not for them any more. */
    public Set<ImageId> mine(Actor actor) {
        return table.of(actor.requireUser());
    }

    /** The image of which this is a version. Marked already: done. @throws NotFound if it is not the actor's to see */
    @Audited("image.favourite")
    @Transactional
    public void mark(ImageVersionId version, Actor actor) {
        var image = seen(version, actor);
        if (table.add(actor.requireUser(), image.id())) {
            tell("image.favourite", image, "Marked as a favourite.", actor);
        }
    }

    /** Not marked: done. @throws NotFound if it is not the actor's to see */
    @Audited("image.no-favourite")
    @Transactional
    public void unmark(ImageVersionId version, Actor actor) {
        var image = seen(version, actor);
        if (table.remove(actor.requireUser(), image.id())) {
            tell("image.no-favourite", image, "A favourite no longer.", actor);
        }
    }

    private ImageView seen(ImageVersionId version, Actor actor) {
        return images.find(version, ImageReach.readableBy(actor)).orElseThrow(() -> NotFound.of("image"));
    }

    private void tell(String action, ImageView image, String words, Actor actor) {
        var owner = image.standing().owner().scope().project();
        events.publishEvent(actor.did(action, "image", image.id().value(), image.name(), owner, words));
    }
}
