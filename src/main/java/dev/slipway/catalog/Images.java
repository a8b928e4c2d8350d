package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Golden images and ISOs. A file is checked before anything else opens it. */
@Service
public class Images {
    private final ImageTable table;
    private final Publication publication;
    private final ImageStore store;
    private final ImageLocks locks;
    private final ImageUses uses;
    private final TransactionOperations transactions;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Images(
            ImageTable table,
            Publication publication,
            ImageStore store,
            ImageLocks locks,
            ImageUses uses,
            TransactionOperations transactions,
            Changes changes,
            ApplicationEventPublisher events) {
        this.table = table;
        this.publication = publication;
        this.store = store;
        this.locks = locks;
        this.uses = uses;
        this.transactions = transactions;
        this.changes = changes;
        this.events = events;
    }

    /** All that the actor may see, each in its current version, featured ones first; what is retired only for its owner. */
    public List<ImageView> list(Actor actor) {
        return table.current(ImageReach.readableBy(actor), ImageReach.ownedBy(actor));
    }

    /** @throws dev.slipway.kernel.NotFound if there is none, or it is not the actor's to see */
    public ImageView get(ImageVersionId version, Actor actor) {
        return table.find(version, ImageReach.readableBy(actor)).orElseThrow(() -> NotFound.of("image"));
    }

    /** What can be launched in a project, each in its current version, featured ones first. */
    public List<ImageView> usable(Scope project, Actor actor) {
        actor.require(Permission.IMAGE_READ, Permission.PROJECT_READ, project, "project");
        return table.launchable(ImageReach.usableIn(project));
    }

    /**
     * What a VM of that project can stand on; not deleted until the caller's transaction ends.
     *
     * @throws dev.slipway.kernel.NotFound if there is none, or it is not for that project
     */
    public ImageView requireUsable(ImageVersionId version, Scope project, Actor actor) {
        actor.require(Permission.IMAGE_READ, Permission.PROJECT_READ, project, "project");
        var image = table.find(version, ImageReach.usableIn(project)).orElseThrow(() -> NotFound.of("image"));
        locks.hold(image.id());
        return image;
    }

    /** What a project would launch today instead of these versions, as far as they are older. */
    public Map<ImageVersionId, NewerVersion> newer(Set<ImageVersionId> versions, Scope project, Actor actor) {
        actor.require(Permission.IMAGE_READ, Permission.PROJECT_READ, project, "project");
        return table.newer(versions, ImageReach.usableIn(project));
    }

    /** All of the image of which this is one, the newest first. */
    public List<ImageView> versions(ImageVersionId version, Actor actor) {
        return table.versions(get(version, actor).id(), ImageReach.readableBy(actor));
    }

    /** As {@link #versions}, but only what can be launched in that project, whatever else the actor may see. */
    public List<ImageView> usableVersions(ImageVersionId version, Scope project, Actor actor) {
        actor.require(Permission.IMAGE_READ, Permission.PROJECT_READ, project, "project");
        return table.versions(get(version, actor).id(), ImageReach.usableIn(project));
    }

    /** The VMs that stand on any version of it, as far as the actor may see them. */
    @Transactional(readOnly = true)
    public List<ImageUser> users(ImageVersionId version, Actor actor) {
        return uses.of(get(version, actor).id()).stream()
                .filter(user -> actor.can(Permission.VM_READ, user.scope()))
                .toList();
    }

    /**
     * For those whose it is.
     *
     * @throws dev.slipway.kernel.Forbidden if it is theirs to see, but not to change
     */
    public ImageView requireOwned(ImageVersionId version, Actor actor) {
        var image = get(version, actor);
        Curation.requireOwned(image, actor);
        return image;
    }

    /** What hosts have to have for new VMs of this image, whichever version. @throws dev.slipway.kernel.NotFound if there is none */
    @Audited("image.set-host-tags")
    public ImageView setHostTags(ImageVersionId version, HostTags tags, Actor actor) {
        var found = get(version, actor);
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        return transactions.execute(status -> {
            table.setHostTags(found.id(), tags);
            changes.announce(Topic.IMAGE, found.id().value(), null);
            events.publishEvent(actor.did(
                    "image.set-host-tags", "image", found.id().value(), found.name(), null, CatalogAccess.words(tags)));
            return get(version, actor);
        });
    }

    /** As {@link #publish(ImageDraft, Scope, Path, Actor)}, as an image of the platform that everybody may use. */
    public ImageView publish(ImageDraft draft, Path file, Actor actor) {
        return publish(draft, Scope.PLATFORM, file, actor);
    }

    /**
     * Copies the file into the image store and publishes it as the first or next version of the owner's image of that name;
     * the same content again changes nothing. A project's image is for this project only, until it is shared.
     *
     * @param owner the platform or a project
     * @throws dev.slipway.kernel.InvalidRequest if it is no acceptable image of its kind
     */
    @Audited("image.publish")
    public ImageView publish(ImageDraft draft, Scope owner, Path file, Actor actor) {
        requireMayOwn(owner, actor);
        return publication
                .of(draft, owner, store.store(draft.kind(), file), actor)
                .image();
    }

    /**
     * As {@link #publish(ImageDraft, Scope, Path, Actor)}, of a file that lies beside the masters already and was looked into:
     * it is not copied. It stays under its own name too, until that is deleted.
     *
     * @param sha256 of its content
     * @param signature who signed it, if that was checked
     */
    @Audited("image.publish")
    public ImageView take(
            ImageDraft draft, Scope owner, Path file, String sha256, Optional<ImageSignature> signature, Actor actor) {
        requireMayOwn(owner, actor);
        return publication
                .of(draft, owner, store.adopt(draft.kind(), file, sha256), signature, actor)
                .image();
    }

    private static void requireMayOwn(Scope owner, Actor actor) {
        if (owner.project() == null) {
            actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        } else {
            actor.require(Permission.IMAGE_OWN, Permission.PROJECT_READ, owner, "project");
        }
    }
}
