package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** Durable operations: submitted in the transaction of the change that wants them, carried out by any portal node. */
@Service
public class Operations {
    /**
     * Stores the operation and locks its target, in the caller's transaction (which must exist).
     *
     * @throws dev.slipway.kernel.Conflict code {@code busy} if another one holds the target: "busy: starting since 10:02"
     */
    public OperationId submit(OperationRequest request, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Turns a running operation round, so that it is undone; it ends on its own a little later. Ended already is done.
     *
     * @throws dev.slipway.kernel.Conflict if its kind cannot be cancelled
     */
    public void cancel(OperationId operation, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** @throws dev.slipway.kernel.NotFound if not the actor's to see */
    public OperationView get(OperationId operation, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public Page<OperationView> list(ProjectId project, Pageable page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The newest first. The caller has authorised the target. */
    public List<OperationView> ofTarget(UUID target, int most) {
        throw new UnsupportedOperationException();
    }

    /** The one that holds the target now. The caller has authorised the target. */
    public Optional<OperationView> active(UUID target) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #active(UUID)} for many, by one query. */
    public Map<UUID, OperationView> active(Collection<UUID> targets) {
        throw new UnsupportedOperationException();
    }
}
