package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRow.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Stores a wanted operation, which is what locks its target. */
@Component
class Submission {
    /** The holder may have ended again when we look who refused our insert. */
    private static final int TRIES = 5;

    private final OperationRows rows;
    private final OperationQueries queries;
    private final OperationJobs jobs;
    private final OperationJournal journal;
    private final Workflows workflows;
    private final Clock clock;

    Submission(
            OperationRows rows,
            OperationQueries queries,
            OperationJobs jobs,
            OperationJournal journal,
            Workflows workflows,
            Clock clock) {
        this.rows = rows;
        this.queries = queries;
        this.jobs = jobs;
        this.journal = journal;
        this.workflows = workflows;
        this.clock = clock;
    }

    OperationId submit(OperationRequest request, Actor actor) {
        OperationRow row = row(request, actor);
        lock(row);
        jobs.add(row.id());
        journal.announce(row);
        return row.id();
    }

    /** Looks first, for the driver complains of each refused insert in the log; what counts is the insert. */
    private void lock(OperationRow row) {
        for (int i = 1; ; i++) {
            Optional<OperationRow> holder = queries.active(row.target());
            if (holder.isPresent()) {
                throw busy(row, Sentences.busy(holder.get(), workflow(holder.get()), clock.instant()), null);
            }
            try {
                rows.add(row);
                return;
            } catch (DuplicateKeyException e) {
                if (i == TRIES) {
                    String noun = Sentences.noun(row.targetType());
                    throw busy(row, "This " + noun + " is busy. Try again in a moment.", e);
                }
            }
        }
    }

    private OperationRow row(OperationRequest request, Actor actor) {
        Instant now = clock.instant();
        Step first = workflows.require(request.kind()).steps().getFirst();
        return new OperationRow(
                OperationId.random(),
                request.kind(),
                request.targetType(),
                request.target(),
                request.targetName(),
                request.scope(),
                request.arguments(),
                new Actor(actor.user(), actor.name(), actor.origin(), Set.of()),
                now,
                Standing.queued(first.name(), now),
                null,
                0,
                null);
    }

    private @Nullable Workflow workflow(OperationRow row) {
        return workflows.find(row.kind()).orElse(null);
    }

    private static Conflict busy(OperationRow row, String sentence, @Nullable DuplicateKeyException cause) {
        return new Conflict("busy", sentence, row.targetType() + " " + row.target() + " is held", cause);
    }
}
