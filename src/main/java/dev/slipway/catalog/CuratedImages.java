package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of images once they are published. Each is named by any of its versions. Whose an image is may change it;
 * who else may use it, and what is featured, is up to the platform's administrators.
 */
@Service
public class CuratedImages {
    private static final int LONGEST_REASON = 500;

    private final ImageTable images;
    private final CurationTable table;
    private final Curation curation;

    CuratedImages(ImageTable images, CurationTable table, Curation curation) {
        this.images = images;
        this.table = table;
        this.curation = curation;
    }

    /** What is said of the image; versions stay as they are. */
    @Audited("image.describe")
    @Transactional
    public ImageView describe(ImageVersionId version, ImageAbout about, Actor actor) {
        var image = curation.lockOwned(version, actor);
        table.describe(image.id(), about);
        return curation.changed("image.describe", image, "Described anew.", actor);
    }

    /**
     * Who may use it besides its owner. VMs of those who may not any more stay.
     *
     * @param tenants with whom it is shared; none unless it is {@link Visibility#TENANTS}
     */
    @Audited("image.share")
    @RetriesLostRaces
    @Transactional
    public ImageView share(ImageVersionId version, Visibility visibility, Set<TenantId> tenants, Actor actor) {
        var image = curation.lockSeen(version, actor);
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        if (visibility != Visibility.TENANTS && !tenants.isEmpty()) {
            throw new InvalidRequest(
                    "image-tenants", "tenants", "Name tenants only if the image is shared with tenants.");
        }
        table.share(image.id(), visibility, tenants);
        var with = visibility == Visibility.TENANTS ? ": " + tenants.size() : "";
        return curation.changed("image.share", image, "Now " + visibility.words() + with + ".", actor);
    }

    /** With which tenants it is shared, by name. For those who see all images. */
    public List<TenantId> sharedWith(ImageVersionId version, Actor actor) {
        var image = images.find(version, ImageReach.readableBy(actor)).orElseThrow(() -> NotFound.of("image"));
        actor.require(Permission.IMAGE_READ, Scope.PLATFORM);
        return table.sharedWith(image.id());
    }

    /** @param replacedBy a version of what to take instead; told to who would launch from this one */
    @Audited("image.mark")
    @Transactional
    public ImageView mark(ImageVersionId version, ImageState state, Optional<ImageVersionId> replacedBy, Actor actor) {
        var image = curation.lockOwned(version, actor);
        var other = replacedBy.map(id -> replacement(image, id, actor));
        table.mark(image.id(), state, other.map(ImageView::id));
        var instead = other.map(o -> ", take " + o.name() + " instead").orElse("");
        return curation.changed("image.mark", image, "Now " + state.words() + instead + ".", actor);
    }

    private ImageView replacement(ImageView image, ImageVersionId id, Actor actor) {
        var other = images.find(id, ImageReach.readableBy(actor))
                .orElseThrow(() -> new InvalidRequest(
                        "no-such-image", "replacedBy", "There is no such image to take instead. Choose another one."));
        if (other.id().equals(image.id())) {
            throw new InvalidRequest("image-itself", "replacedBy", "An image cannot take its own place.");
        }
        return other;
    }

    /** Whether it is shown before all others. */
    @Audited("image.feature")
    @Transactional
    public ImageView feature(ImageVersionId version, boolean featured, Actor actor) {
        var image = curation.lockSeen(version, actor);
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        table.feature(image.id(), featured);
        return curation.changed("image.feature", image, featured ? "Featured." : "Not featured any more.", actor);
    }

    /** Nothing is launched from this version any more; the newest of the others is current. VMs of it stay. */
    @Audited("image.withdraw")
    @Transactional
    public ImageView withdraw(ImageVersionId version, String reason, Actor actor) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new InvalidRequest("image-reason", "reason", "Say why, in up to 500 characters.");
        }
        var image = curation.lockOwned(version, actor);
        if (!table.withdraw(image.id(), version, reason.strip())) {
            throw image.standing().withdrawn().isPresent()
                    ? new Conflict("image-withdrawn", "This version is withdrawn already.")
                    : new Conflict(
                            "image-only-version",
                            "This is the only version of " + image.name()
                                    + " that is left. Publish another one first, or retire the image.");
        }
        return curation.changed(
                "image.withdraw", image, "Version " + image.versionLabel() + ": " + reason.strip(), actor);
    }

    /**
     * With all its versions. What lies in the image store and on hosts is removed within the hour.
     *
     * @throws ImageInUse if the disk of a VM stands on any of them
     */
    @Audited("image.delete")
    @RetriesLostRaces
    @Transactional
    public void delete(ImageVersionId version, Actor actor) {
        var image = curation.lockOwned(version, actor);
        curation.requireUnused(image, actor);
        table.delete(image.id());
        curation.tell("image.delete", image, "Deleted, with all versions.", actor);
    }
}
