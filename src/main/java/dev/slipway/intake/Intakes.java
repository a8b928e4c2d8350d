package dev.slipway.intake;

import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Files on their way into the catalogue, sent or fetched: how far they are, and what becomes of them. */
@Service
public class Intakes {
    private final IntakeTable table;
    private final IntakeAccess access;
    private final IntakeOrigins origins;
    private final IntakeFiles files;
    private final IntakeChecking checking;
    private final Arrivals arrivals;
    private final Images images;
    private final Operations operations;
    private final Changes changes;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;

    Intakes(
            IntakeTable table,
            IntakeAccess access,
            IntakeOrigins origins,
            IntakeFiles files,
            IntakeChecking checking,
            Arrivals arrivals,
            Images images,
            Operations operations,
            Changes changes,
            TransactionOperations transactions,
            ApplicationEventPublisher events) {
        this.table = table;
        this.access = access;
        this.origins = origins;
        this.files = files;
        this.checking = checking;
        this.arrivals = arrivals;
        this.images = images;
        this.operations = operations;
        this.changes = changes;
        this.transactions = transactions;
        this.events = events;
    }

    /** The newest first. Empty for who has no part in it. */
    public List<Intake> list(Actor actor) {
        return actor.can(Permission.IMAGE_READ, Scope.PLATFORM) ? table.all() : List.of();
    }

    public Intake get(IntakeId id, Actor actor) {
        return access.require(id, Permission.IMAGE_READ, actor);
    }

    /** Where it came from, such as {@code From https://example.org/disk.qcow2} or {@code Sent by alice}. */
    public String origin(IntakeId id, Actor actor) {
        return origins.words(access.require(id, Permission.IMAGE_READ, actor), actor);
    }

    /** What is being done with it, or was done last. */
    public Optional<OperationView> operation(IntakeId id, Actor actor) {
        access.require(id, Permission.IMAGE_READ, actor);
        return operations.ofTarget(id.value(), 1).stream().findFirst();
    }

    /** Has it fetched or looked into once more, after a failure that was not the file's. */
    @Audited("upload.again")
    @Transactional
    public Intake again(IntakeId id, Actor actor) {
        var intake = access.require(id, Permission.IMAGE_EDIT, actor);
        checking.again(intake, actor);
        events.publishEvent(actor.did("upload.again", IntakeAccess.NOUN, id.value(), intake.fileName(), null, ""));
        return access.require(id, Permission.IMAGE_EDIT, actor);
    }

    /**
     * Publishes it as the first or next version of the image of that name. The file is moved, not copied.
     *
     * @throws Conflict if it is not ready
     */
    @Audited("upload.publish")
    public ImageView publish(IntakeId id, ImageDraft draft, Actor actor) {
        var intake = access.require(id, Permission.IMAGE_EDIT, actor);
        var master = intake.master()
                .filter(m -> intake.state() == IntakeState.READY)
                .orElseThrow(() -> new Conflict(
                        "upload-not-ready",
                        "This file cannot be published yet: it is "
                                + intake.state().words()
                                + intake.problem().map(p -> ". " + p).orElse(".")));
        requireKind(draft, intake);
        var file = master.converted() ? files.converted(id) : files.received(id);
        var published = images.take(draft, Scope.PLATFORM, file, master.sha256(), intake.signed(), actor);
        transactions.executeWithoutResult(status -> remove(id));
        files.delete(id);
        return published;
    }

    private static void requireKind(ImageDraft draft, Intake intake) {
        boolean iso = intake.found().orElseThrow().format() == ImageFormat.ISO;
        if (iso != (draft.kind() == ImageKind.ISO)) {
            throw new InvalidRequest(
                    "image-kind",
                    "kind",
                    iso
                            ? "This file is an ISO: publish it as one."
                            : "This file is a disk: publish it as a golden image.");
        }
    }

    /** @throws Conflict while an operation works on it: that is cancelled first */
    @Audited("upload.delete")
    public void delete(IntakeId id, Actor actor) {
        var intake = access.require(id, Permission.IMAGE_EDIT, actor);
        transactions.executeWithoutResult(status -> {
            if (!remove(id)) {
                throw new Conflict("upload-busy", "This file is being looked into. Cancel that first, then delete it.");
            }
            events.publishEvent(actor.did("upload.delete", IntakeAccess.NOUN, id.value(), intake.fileName(), null, ""));
        });
        arrivals.forget(id);
        files.delete(id);
    }

    private boolean remove(IntakeId id) {
        changes.announce(Topic.IMAGE, id.value(), null);
        return table.delete(id);
    }
}
