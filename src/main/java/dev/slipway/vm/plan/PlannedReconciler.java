package dev.slipway.vm.plan;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.Unavailable;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.Launching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Launches what was approved, as the person who asked, with the rights they have by then. Launch and state are one
 * transaction, so that a node that dies between leaves neither; two nodes at it wait for each other at the row. The
 * request's own idempotency key stands behind that.
 */
@Component
class PlannedReconciler {
    private static final Logger log = LoggerFactory.getLogger(PlannedReconciler.class);
    private static final Actor ACTOR = Actor.system("planned-launches");

    private final PlannedRows rows;
    private final QuotaRequests requests;
    private final Launching launching;
    private final Actors actors;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PlannedReconciler(
            PlannedRows rows,
            QuotaRequests requests,
            Launching launching,
            Actors actors,
            Changes changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.requests = requests;
        this.launching = launching;
        this.actors = actors;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT1S")
    void look() {
        followRequests();
        for (var due : rows.in(PlannedState.DUE)) {
            attempt(due);
        }
    }

    private void followRequests() {
        var waiting = rows.in(PlannedState.WAITING);
        var states = requests.states(waiting.stream().map(PlannedRow::request).toList(), ACTOR);
        for (var row : waiting) {
            switch (states.get(row.request())) {
                case APPROVED -> become(row, PlannedState.DUE);
                case REFUSED, WITHDRAWN, EXPIRED -> become(row, PlannedState.DROPPED);
                case OPEN -> {}
                case null -> log.error("Planned launch {} has lost its request", row.request());
            }
        }
    }

    private void become(PlannedRow row, PlannedState next) {
        transaction.executeWithoutResult(status -> {
            if (rows.become(row.request(), PlannedState.WAITING, next)) {
                changes.announce(Topic.REQUEST, row.request().value(), row.project());
            }
        });
    }

    private void attempt(PlannedRow due) {
        try {
            transaction.executeWithoutResult(status -> launch(due.request()));
        } catch (Unavailable | TransientDataAccessException e) {
            log.info("Planned launch {} has to wait: {}; the next look tries again", due.request(), e.getMessage());
        } catch (NotFound e) {
            fail(
                    due,
                    new Conflict(
                            "not-there", "Something it needs is not there any more, or not yours: " + e.sentence()));
        } catch (Problem e) {
            fail(due, e);
        } catch (RuntimeException e) {
            log.error("Planned launch {} failed by a fault of ours", due.request(), e);
            fail(
                    due,
                    new Conflict(
                            "internal",
                            "It could not be launched by a fault of the portal. Try again, or tell an administrator."));
        }
    }

    /** In the caller's transaction. */
    void launch(QuotaRequestId request) {
        var row = rows.lock(request).filter(r -> r.state() == PlannedState.DUE);
        if (row.isEmpty()) {
            return;
        }
        var owner = actors.of(row.get().owner(), ACTOR.origin());
        var launched =
                launching.launch(LaunchSet.one(row.get().launch()), owner).getFirst();
        rows.launched(request, launched.vm());
        changes.announce(Topic.REQUEST, request.value(), row.get().project());
    }

    private void fail(PlannedRow due, Problem why) {
        transaction.executeWithoutResult(status -> {
            if (rows.failed(due.request(), why)) {
                events.publishEvent(ACTOR.did(
                        "quota.request.launch-failed",
                        "quota-request",
                        due.request().value(),
                        due.launch().name(),
                        due.project(),
                        why.sentence()));
                changes.announce(Topic.REQUEST, due.request().value(), due.project());
            }
        });
    }
}
