package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asking for more, and deciding about it. Each part of a request is decided by those who may on its level (see
 * {@link dev.slipway.quota.Deciders}); with the last part approved, all limits rise at once.
 */
@Service
public class QuotaRequests {
    private final Asking asking;
    private final Deciding deciding;
    private final Closing closing;
    private final RequestQueries queries;
    private final Quotas quotas;

    QuotaRequests(Asking asking, Deciding deciding, Closing closing, RequestQueries queries, Quotas quotas) {
        this.asking = asking;
        this.deciding = deciding;
        this.closing = closing;
        this.queries = queries;
        this.quotas = quotas;
    }

    /** What is missing for something of that cost, rounded up to what people would ask for: empty if it fits already. */
    @Transactional(readOnly = true)
    public Map<Dimension, Long> missing(QuotaPath path, Amounts cost, Actor actor) {
        return Shortage.more(quotas.usage(path, actor), cost);
    }

    /** Which levels must rise, and by how much, so that there is so much more room than now. */
    @Transactional(readOnly = true)
    public Map<Wanted, Long> parts(QuotaPath path, Map<Dimension, Long> more, Actor actor) {
        return Shortage.parts(quotas.usage(path, actor), more);
    }

    /**
     * For those with {@code QUOTA_REQUEST} in the project. What the same person has asked for there and is still open is
     * not asked for twice: they get the first one.
     *
     * @throws dev.slipway.kernel.InvalidRequest naming the field: {@code lines}, {@code until} or {@code reason}
     */
    @Audited("quota.request.ask")
    @RetriesLostRaces
    @Transactional
    public Asked ask(Ask ask, Actor actor) {
        return asking.ask(ask, actor);
    }

    @Transactional(readOnly = true)
    public RequestView get(QuotaRequestId request, Actor actor) {
        return queries.require(request, actor).view(actor);
    }

    /** Sortable by {@code askedAt}, {@code state}, {@code requester}, {@code project}; newest first unless told otherwise. */
    @Transactional(readOnly = true)
    public Page<RequestView> list(RequestQuery query, Pageable page, Actor actor) {
        return queries.list(query, page, actor);
    }

    /** How many wait for the actor. */
    @Transactional(readOnly = true)
    public long toDecide(Actor actor) {
        return queries.toDecide(actor);
    }

    /** For background work alone: where each of these stands. */
    @Transactional(readOnly = true)
    public Map<QuotaRequestId, RequestState> states(Collection<QuotaRequestId> requests, Actor system) {
        if (!system.isSystem()) {
            throw NotFound.of("request");
        }
        return queries.states(requests);
    }

    /** How the limits stand that the request is about. */
    @Transactional(readOnly = true)
    public List<QuotaLine> standing(QuotaRequestId request, Actor actor) {
        RequestRow row = queries.require(request, actor);
        return quotas.usage(row.path(), actor).stream()
                .filter(q ->
                        row.lines().stream().anyMatch(l -> l.wanted().equals(new Wanted(q.level(), q.dimension()))))
                .toList();
    }

    /**
     * Approves the parts that are the actor's to decide.
     *
     * @throws dev.slipway.kernel.Conflict {@code already-decided} if somebody was faster
     */
    @Audited("quota.request.approve")
    @RetriesLostRaces
    @Transactional
    public void approve(QuotaRequestId request, Decision decision, Actor actor) {
        deciding.approve(request, decision, actor);
    }

    /** Refuses the whole. @param comment why; must not be empty */
    @Audited("quota.request.refuse")
    @RetriesLostRaces
    @Transactional
    public void refuse(QuotaRequestId request, String comment, Actor actor) {
        deciding.refuse(request, comment, actor);
    }

    /** For those who asked, and for whom. */
    @Audited("quota.request.withdraw")
    @RetriesLostRaces
    @Transactional
    public void withdraw(QuotaRequestId request, Actor actor) {
        closing.withdraw(request, actor);
    }
}
