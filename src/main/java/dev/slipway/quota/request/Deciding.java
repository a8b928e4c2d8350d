package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.Grants;
import dev.slipway.quota.Raise;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Approves and refuses, in the caller's transaction. The request's row is held first, so that of two who decide at once
 * one is told what the other did; the limits' rows are the busiest and come last.
 */
@Component
class Deciding {
    private final RequestRows rows;
    private final RequestRules rules;
    private final Closing closing;
    private final Grants grants;

    Deciding(RequestRows rows, RequestRules rules, Closing closing, Grants grants) {
        this.rows = rows;
        this.rules = rules;
        this.closing = closing;
        this.grants = grants;
    }

    /** Approves the parts that the actor may decide; with the last part the request is approved and the limits rise. */
    void approve(QuotaRequestId id, Decision decision, Actor actor) {
        RequestRow request = open(id, actor);
        String comment = RequestRules.text(decision.comment(), "comment");
        Term term = decision.term().orElse(new Term(request.until()));
        rules.requireTerm(term.end());
        rows.decide(id, granted(request, decision, actor), term, actor.name());
        closing.comment(id, comment, actor);
        RequestRow now = rows.lock(id).orElseThrow();
        if (now.lines().stream().allMatch(RequestRow.Line::isDecided)) {
            closing.close(
                    now, RequestState.APPROVED, "Approved " + now.view(actor).words() + " more.", actor);
            grants.give(id, now.path(), raises(now), actor);
        } else {
            closing.tell(
                    now,
                    "quota.request.approve",
                    "Approved a part; it waits for " + now.view(actor).waitsFor() + ".",
                    actor);
        }
    }

    void refuse(QuotaRequestId id, String why, Actor actor) {
        RequestRow request = open(id, actor);
        String comment = RequestRules.text(why, "comment");
        if (comment.isEmpty()) {
            throw new InvalidRequest("missing-field", "comment", "Say why, so that they know what to do instead.");
        }
        closing.comment(id, comment, actor);
        closing.close(request, RequestState.REFUSED, "Refused: " + comment, actor);
    }

    /** The row, held, if the actor may decide something that is undecided. */
    private RequestRow open(QuotaRequestId id, Actor actor) {
        RequestRow request = rows.lock(id).filter(r -> r.isSeenBy(actor)).orElseThrow(() -> NotFound.of("request"));
        if (!request.isDecidedBy(actor)) {
            throw new Forbidden("forbidden", whyNot(request, actor));
        }
        Closing.requireOpen(request);
        if (!request.view(actor).decidable()) {
            throw new Conflict(
                    "already-decided",
                    "Your part of this is decided already; it waits for "
                            + request.view(actor).waitsFor() + ".");
        }
        return request;
    }

    private static String whyNot(RequestRow request, Actor actor) {
        String deciders = request.lines().stream()
                .map(line -> line.wanted().level())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(Deciders::words)
                .collect(Collectors.joining(" and "));
        return request.concerns(actor)
                ? "Nobody decides about their own requests. This one is for " + deciders + ", somebody else, to decide."
                : "Your role does not allow you to decide this. It is for " + deciders + ".";
    }

    private static Map<Wanted, Long> granted(RequestRow request, Decision decision, Actor actor) {
        Map<Wanted, Long> granted = new TreeMap<>();
        for (RequestRow.Line line : request.lines()) {
            if (!line.isDecided() && request.isDecidedBy(actor, line.wanted().level())) {
                granted.put(line.wanted(), decision.amounts().getOrDefault(line.wanted(), line.asked()));
            }
        }
        if (!granted.keySet().containsAll(decision.amounts().keySet())) {
            throw new InvalidRequest(
                    "not-yours-to-decide",
                    "lines",
                    "There is a part among these that is not asked for, or not yours to decide. Leave it out.");
        }
        granted.forEach((wanted, amount) -> RequestRules.requireAmount(wanted.dimension(), amount, 0));
        if (granted.values().stream().allMatch(amount -> amount == 0)) {
            throw new InvalidRequest(
                    "nothing-granted", "lines", "That gives nothing. Refuse it instead, with a reason.");
        }
        return granted;
    }

    private static List<Raise> raises(RequestRow request) {
        return request.lines().stream()
                .filter(l -> l.granted().orElse(0) > 0)
                .map(l -> new Raise(
                        l.wanted().level(), l.wanted().dimension(), l.granted().getAsLong(), l.grantedUntil()))
                .toList();
    }
}
