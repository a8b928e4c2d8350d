package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Files that people send, in as many pieces as their line makes of them. */
@Service
public class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private final IntakeTable table;
    private final IntakeAccess access;
    private final IntakeAdmission admission;
    private final IntakeChecking checking;
    private final Arrivals arrivals;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;

    Uploads(
            IntakeTable table,
            IntakeAccess access,
            IntakeAdmission admission,
            IntakeChecking checking,
            Arrivals arrivals,
            TransactionOperations transactions,
            ApplicationEventPublisher events) {
        this.table = table;
        this.access = access;
        this.admission = admission;
        this.checking = checking;
        this.arrivals = arrivals;
        this.transactions = transactions;
        this.events = events;
    }

    /** @throws dev.slipway.kernel.NoCapacity if there is no room for it; @throws Conflict if too many are on their way */
    @Audited("upload.begin")
    public Intake begin(NewUpload file, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        var intake = admission
                .intake(IntakeState.RECEIVING, file.fileName(), actor)
                .of(file.bytes(), file.modified(), file.expected());
        return transactions.execute(status -> {
            admission.admit(intake);
            events.publishEvent(actor.did(
                    "upload.begin",
                    IntakeAccess.NOUN,
                    intake.id().value(),
                    intake.fileName(),
                    null,
                    file.bytes() + " bytes"));
            return intake;
        });
    }

    /** How much is here, also while more is coming in: where to go on. */
    public Intake get(IntakeId id, Actor actor) {
        // Asked first: what ends between the two is in the record by then.
        var arriving = arrivals.offset(id);
        var intake = access.require(id, Permission.IMAGE_READ, actor);
        return arriving.isPresent() ? intake.having(arriving.getAsLong()) : intake;
    }

    /**
     * Takes what is sent for as long as it comes. A connection that breaks off is no failure: what has come stays, and the
     * next one goes on from there. With the last byte, looking into the file begins.
     *
     * @param offset of the first byte sent
     * @param content not closed
     * @return as far as it is now
     * @throws WrongOffset if that is not where it goes on
     */
    @Audited("upload.continue")
    public Intake receive(IntakeId id, long offset, InputStream content, Actor actor) {
        var intake = access.require(id, Permission.IMAGE_EDIT, actor);
        if (intake.state() != IntakeState.RECEIVING || intake.isFetched()) {
            throw new Conflict("upload-whole", "All of this file has come already; nothing more is taken.");
        }
        var arrival = arrivals.begin(
                id, () -> access.require(id, Permission.IMAGE_EDIT, actor).received());
        long here;
        try {
            if (arrival.offset() != offset) {
                throw new WrongOffset(offset, arrival.offset());
            }
            take(content, arrival, intake.bytes().orElseThrow());
        } finally {
            here = arrivals.end(id, arrival);
        }
        if (here == intake.bytes().orElseThrow()) {
            checking.begin(id, actor);
        }
        return access.require(id, Permission.IMAGE_EDIT, actor);
    }

    private void take(InputStream content, Arrival arrival, long bytes) {
        for (int n = fill(arrival.piece(), content); n > 0; n = fill(arrival.piece(), content)) {
            if (n > bytes - arrival.offset()) {
                throw new InvalidRequest(
                        "upload-too-long",
                        "bytes",
                        "More is sent than the " + bytes
                                + " bytes that were announced. Begin anew with the right length.");
            }
            if (!arrival.write(n)) {
                return;
            }
            admission.requireRoomWhile(arrival.offset());
        }
    }

    /** @return how much there is, less than asked for only at the end: of what was sent, or of the line */
    private static int fill(byte[] piece, InputStream content) {
        int filled = 0;
        try {
            for (int n = 0; n >= 0 && filled < piece.length; n = content.read(piece, filled, piece.length - filled)) {
                filled += n;
            }
        } catch (IOException e) {
            log.debug("A connection that was sending broke off", e);
        }
        return filled;
    }
}
