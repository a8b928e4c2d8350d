package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Where images lie on hosts. For those who may see hosts. */
@Service
public class StagedCopies {
    private final ImageTable images;
    private final StagedImageTable table;
    private final CopyRemoval removal;
    private final ApplicationEventPublisher events;

    StagedCopies(ImageTable images, StagedImageTable table, CopyRemoval removal, ApplicationEventPublisher events) {
        this.images = images;
        this.table = table;
        this.removal = removal;
        this.events = events;
    }

    /** Copies of all versions of the image of which this is one; by host. */
    public List<StagedView> of(ImageVersionId version, Actor actor) {
        var image = require(version, actor);
        actor.require(Permission.HOST_READ, Scope.PLATFORM);
        return table.of(image.id());
    }

    /**
     * Removes a version's copy from a host; none is done. The next launch there copies it anew.
     *
     * @throws Conflict if it is needed there, just being made, or the host does not answer
     */
    @Audited("image.remove-copy")
    public void remove(ImageVersionId version, HostId host, Actor actor) {
        var image = require(version, actor);
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        var copy = table.on(host, image.sha256());
        if (copy.isEmpty()) {
            return;
        }
        removal.remove(copy.get()).ifPresent(why -> {
            throw new Conflict("image-copy-stays", "The copy stays: " + why);
        });
        events.publishEvent(actor.did(
                "image.remove-copy",
                "image",
                image.id().value(),
                image.name(),
                image.standing().owner().scope().project(),
                "Version " + image.versionLabel() + ", from host " + host));
    }

    private ImageView require(ImageVersionId version, Actor actor) {
        return images.find(version, ImageReach.readableBy(actor)).orElseThrow(() -> NotFound.of("image"));
    }
}
