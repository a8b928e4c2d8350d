package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Golden images. The file is checked before anything else opens it: a qcow2 with no backing file and no external data. */
@Service
public class Images {
    private final ImageTable table;
    private final ImageStore store;
    private final TransactionOperations transactions;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Images(
            ImageTable table,
            ImageStore store,
            TransactionOperations transactions,
            Changes changes,
            ApplicationEventPublisher events) {
        this.table = table;
        this.store = store;
        this.transactions = transactions;
        this.changes = changes;
        this.events = events;
    }

    public List<ImageView> list(Actor actor) {
        return CatalogAccess.mayReadImages(actor) ? table.current() : List.of();
    }

    /** @throws dev.slipway.kernel.NotFound if there is none, or it is not the actor's to use */
    public ImageView get(ImageVersionId version, Actor actor) {
        return table.find(version)
                .filter(image -> CatalogAccess.mayReadImages(actor))
                .orElseThrow(() -> NotFound.of("image"));
    }

    /** Copies the file into the image store and publishes it as the first or next version of the image of that name; the same content again changes nothing. */
    @Audited("image.publish")
    public ImageView publish(ImageDraft draft, Path file, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        var master = store.store(file);
        return transactions.execute(status -> {
            var image = table.lock(draft.name());
            return table.find(image, master.sha256()).orElseGet(() -> {
                var version = table.add(image, draft, master);
                changes.announce(Topic.IMAGE, image.value(), null);
                events.publishEvent(actor.did(
                        "image.publish",
                        "image",
                        image.value(),
                        draft.name(),
                        null,
                        "Version " + draft.versionLabel() + ", SHA-256 " + master.sha256()));
                return table.find(version).orElseThrow();
            });
        });
    }
}
