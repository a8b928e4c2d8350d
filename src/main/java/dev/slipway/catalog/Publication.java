package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Unavailable;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the first or next version of what lies in the image store, in one transaction. Whoever may has been asked before. */
@Component
class Publication {
    private final ImageTable table;
    private final ImagePublishing publishing;
    private final ImageStore store;
    private final ImageLocks locks;
    private final TransactionOperations transactions;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Publication(
            ImageTable table,
            ImagePublishing publishing,
            ImageStore store,
            ImageLocks locks,
            TransactionOperations transactions,
            Changes changes,
            ApplicationEventPublisher events) {
        this.table = table;
        this.publishing = publishing;
        this.store = store;
        this.locks = locks;
        this.transactions = transactions;
        this.changes = changes;
        this.events = events;
    }

    /** @param fresh false if the image had this very content already */
    record Published(ImageView image, boolean fresh) {}

    Published of(ImageDraft draft, Scope owner, ImageStore.Master master, Actor actor) {
        return of(draft, owner, master, Optional.empty(), actor);
    }

    /** @param signature who signed it; what was published before stays as it is, unsigned too */
    Published of(
            ImageDraft draft, Scope owner, ImageStore.Master master, Optional<ImageSignature> signature, Actor actor) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var image = publishing.lock(draft, owner);
            locks.lockContent(master.sha256());
            requireStored(master);
            var same = table.find(image, master.sha256());
            if (same.isPresent()) {
                requireNotWithdrawn(same.get());
                return new Published(same.get(), false);
            }
            var version = publishing.add(image, draft, master);
            signature.ifPresent(s -> publishing.sign(version, s));
            changes.announce(Topic.IMAGE, image.value(), owner.project());
            events.publishEvent(actor.did(
                    "image.publish",
                    "image",
                    image.value(),
                    draft.name(),
                    owner.project(),
                    "Version " + draft.versionLabel() + ", SHA-256 " + master.sha256()
                            + signature
                                    .map(s -> ", signed by " + s.fingerprint())
                                    .orElse("")));
            return new Published(table.find(version).orElseThrow(), true);
        }));
    }

    /** It may have been swept away as nobody's in this very moment. */
    private void requireStored(ImageStore.Master master) {
        if (!store.has(master)) {
            throw new Unavailable(
                    "image-swept",
                    "The file was just being removed, since no image had it any more. Publish it again.",
                    "master " + master.sha256() + " was swept while it was published",
                    null);
        }
    }

    private static void requireNotWithdrawn(ImageView same) {
        if (same.standing().withdrawn().isPresent()) {
            throw new Conflict(
                    "image-withdrawn",
                    "This very file was published as version " + same.versionLabel() + " of " + same.name()
                            + ", and withdrawn. Publish another one.");
        }
    }
}
