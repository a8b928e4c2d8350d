package dev.slipway.vm.plan;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.request.Asked;
import dev.slipway.quota.request.Wanted;
import dev.slipway.vm.launch.LaunchRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Launches that wait until a quota request is approved. Approved, they are launched as the person who asked. */
@Service
public class PlannedLaunches {
    private final Planning planning;
    private final PlannedRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    PlannedLaunches(Planning planning, PlannedRows rows, Changes changes, ApplicationEventPublisher events) {
        this.planning = planning;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
    }

    /**
     * Asks for what is missing and launches when that is approved. Refuses whatever a launch would refuse now, except
     * for quota. If the same was asked for already, the launch joins that request, unless it has one.
     *
     * @param amounts empty = what is missing
     * @param until empty = for good
     * @throws dev.slipway.kernel.Conflict {@code fits-already} if it could be launched now
     */
    @Audited("quota.request.plan-launch")
    @RetriesLostRaces
    @Transactional
    public Asked plan(
            LaunchRequest launch, Map<Wanted, Long> amounts, Optional<Instant> until, String reason, Actor actor) {
        return planning.plan(launch, amounts, until, reason, actor);
    }

    /** Those of these requests that have one, as far as the actor may see them. */
    @Transactional(readOnly = true)
    public Map<QuotaRequestId, PlannedLaunch> of(Collection<QuotaRequestId> requests, Actor actor) {
        return rows.of(requests).stream()
                .filter(row -> row.isSeenBy(actor))
                .map(row -> row.view(actor))
                .collect(Collectors.toMap(PlannedLaunch::request, Function.identity()));
    }

    /** Tries again to launch what could not be launched. For who asked for it. */
    @Audited("quota.request.launch")
    @RetriesLostRaces
    @Transactional
    public void retry(QuotaRequestId request, Actor actor) {
        move(request, PlannedState.DUE, "quota.request.launch", "Trying again to launch it.", actor);
    }

    /** Gives up what could not be launched; the limits stay raised. For who asked for it. */
    @Audited("quota.request.drop-launch")
    @RetriesLostRaces
    @Transactional
    public void drop(QuotaRequestId request, Actor actor) {
        move(request, PlannedState.DROPPED, "quota.request.drop-launch", "Will not be launched.", actor);
    }

    private void move(QuotaRequestId request, PlannedState next, String action, String words, Actor actor) {
        var row = rows.lock(request).filter(r -> r.isSeenBy(actor)).orElseThrow(() -> NotFound.of("planned launch"));
        if (!row.isOf(actor)) {
            throw new Forbidden("forbidden", "Only those who asked for the launch can do this.");
        }
        if (row.state() != PlannedState.FAILED) {
            throw new Conflict(
                    "not-failed",
                    switch (row.state()) {
                        case WAITING ->
                            "Its request is not decided yet. Withdraw the request if it is not needed any more.";
                        case DUE -> "It is just being launched.";
                        case LAUNCHED -> "It is launched already.";
                        case DROPPED -> "It will not be launched. Ask anew.";
                        case FAILED -> throw new IllegalStateException("just excluded");
                    });
        }
        rows.become(request, PlannedState.FAILED, next);
        events.publishEvent(
                actor.did(action, "quota-request", request.value(), row.launch().name(), row.project(), words));
        changes.announce(Topic.REQUEST, request.value(), row.project());
    }
}
