package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Has what is here looked into, by an operation. */
@Component
class IntakeChecking {
    private final IntakeTable table;
    private final Arrivals arrivals;
    private final Operations operations;
    private final Changes changes;
    private final TransactionOperations transactions;

    IntakeChecking(
            IntakeTable table,
            Arrivals arrivals,
            Operations operations,
            Changes changes,
            TransactionOperations transactions) {
        this.table = table;
        this.arrivals = arrivals;
        this.operations = operations;
        this.changes = changes;
        this.transactions = transactions;
    }

    /** The last byte has come. Once only, however many see it. */
    void begin(IntakeId id, Actor actor) {
        var intake = table.find(id).orElseThrow();
        var sha256 = arrivals.sha256(id, intake.received());
        transactions.executeWithoutResult(status -> {
            if (table.become(id, IntakeState.RECEIVING, IntakeState.CHECKING, Optional.empty())) {
                table.leavePlace(id);
                table.digested(id, sha256.orElse(null));
                submit(intake, actor);
            }
        });
    }

    /** After a failure that was not the file's. In the caller's transaction. */
    void again(Intake intake, Actor actor) {
        if (!table.become(intake.id(), IntakeState.WAITING, IntakeState.CHECKING, Optional.empty())) {
            throw new Conflict(
                    "upload-not-waiting",
                    "There is nothing to try again: it is " + intake.state().words() + ".");
        }
        submit(intake, actor);
    }

    private static String kind(Intake intake) {
        return intake.url()
                .map(url -> VolumeAddress.parse(url).isPresent() ? FetchVolume.KIND : FetchImage.KIND)
                .orElse(CheckUpload.KIND);
    }

    void submit(Intake intake, Actor actor) {
        changes.announce(Topic.IMAGE, intake.id().value(), null);
        operations.submit(
                new OperationRequest(
                        kind(intake),
                        IntakeAccess.NOUN,
                        intake.id().value(),
                        intake.fileName(),
                        Scope.PLATFORM,
                        Map.of()),
                actor);
    }
}
