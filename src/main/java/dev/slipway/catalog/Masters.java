package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What other modules' operations need of images, in the name of somebody who was asked when it began: what disks stand on,
 * and a version made of one.
 */
@Component
public class Masters {
    private final ImageTable table;
    private final CurationTable curation;
    private final ImageStore store;
    private final ImageLocks locks;
    private final ImageUses uses;
    private final Publication publication;
    private final Curation audit;
    private final TransactionOperations transactions;

    Masters(
            ImageTable table,
            CurationTable curation,
            ImageStore store,
            ImageLocks locks,
            ImageUses uses,
            Publication publication,
            Curation audit,
            TransactionOperations transactions) {
        this.table = table;
        this.curation = curation;
        this.store = store;
        this.locks = locks;
        this.uses = uses;
        this.publication = publication;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param fresh false if the image had this very content already, as that version */
    public record Published(ImageView image, boolean fresh) {}

    /** What is known of a version, whoever may see it. */
    public Optional<ImageView> find(ImageVersionId version) {
        return table.find(version);
    }

    /** The file on which disks of that version stand; empty if it is not there as a whole. */
    public Optional<Path> file(ImageVersionId version) {
        return table.find(version)
                .map(image -> store.path(image.sha256(), image.format()))
                .filter(Files::isReadable);
    }

    /** Whether a file of that name on a host is a copy of that version. */
    public boolean isCopy(ImageVersionId version, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return table.find(version)
                .filter(image -> StagedCopy.name(image.sha256(), image.format()).equals(name))
                .isPresent();
    }

    /**
     * Publishes a file that lies beside the masters and was looked into, as the first or next version of the owner's image of
     * that name. The file is linked, not copied.
     *
     * @param along what else happens in the same transaction
     * @throws dev.slipway.kernel.Conflict if the image does not take it
     */
    public void publish(
            ImageDraft draft, Scope owner, Path file, String sha256, Actor inWhoseName, Consumer<Published> along) {
        var master = store.adopt(draft.kind(), file, sha256);
        transactions.executeWithoutResult(status -> {
            var published = publication.of(draft, owner, master, inWhoseName);
            along.accept(new Published(published.image(), published.fresh()));
        });
    }

    /**
     * Takes a version back that was just published, with the image if it has no other. Gone already is done. One that somebody
     * has launched from meanwhile stays; so does what was said of the image.
     */
    public void takeBack(ImageVersionId version, Actor inWhoseName) {
        transactions.executeWithoutResult(status -> table.find(version).ifPresent(seen -> {
            locks.lock(seen.id());
            if (uses.of(seen.id()).stream().anyMatch(user -> user.version().equals(version))) {
                return;
            }
            boolean only = curation.countVersions(seen.id()) == 1;
            if (only) {
                curation.delete(seen.id());
            } else {
                curation.takeBack(seen.id(), version);
            }
            audit.tell("image.take-back", seen, "Version " + seen.versionLabel() + " taken back.", inWhoseName);
        }));
    }
}
