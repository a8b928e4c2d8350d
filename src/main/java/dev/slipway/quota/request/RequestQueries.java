package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** Requests as those see them who may. */
@Component
class RequestQueries {
    private static final Map<String, String> SORTABLE = Map.of(
            "askedAt", "r.asked_at",
            "state", "r.state",
            "requester", "r.requester_name",
            "project", "r.project_name");

    private final RequestReader reader;

    RequestQueries(RequestReader reader) {
        this.reader = reader;
    }

    /** @throws NotFound if it is not there or not theirs to see */
    RequestRow require(QuotaRequestId id, Actor actor) {
        return reader.find(id).filter(r -> r.isSeenBy(actor)).orElseThrow(() -> NotFound.of("request"));
    }

    Page<RequestView> list(RequestQuery query, Pageable page, Actor actor) {
        Where where = new Where(query, actor);
        String limit = page.isPaged() ? " limit " + page.getPageSize() + " offset " + page.getOffset() : "";
        List<RequestView> found = reader.read(where.sql() + order(page.getSort()) + limit, where.params()).stream()
                .map(r -> r.view(actor))
                .toList();
        return new PageImpl<>(found, page, reader.count(where));
    }

    long toDecide(Actor actor) {
        return reader.count(new Where(new RequestQuery(RequestQuery.Box.TO_DECIDE, Optional.empty(), Set.of()), actor));
    }

    Map<QuotaRequestId, RequestState> states(Collection<QuotaRequestId> requests) {
        return reader.states(requests);
    }

    private static String order(Sort sort) {
        String terms = sort.stream()
                .map(o -> column(o.getProperty()) + (o.isAscending() ? " asc" : " desc"))
                .collect(Collectors.joining(", "));
        // Equal ones keep their order from page to page.
        return " order by " + (terms.isEmpty() ? "r.asked_at desc" : terms) + ", r.id";
    }

    private static String column(String property) {
        return Optional.ofNullable(SORTABLE.get(property))
                .orElseThrow(() -> new InvalidRequest(
                        "sort", "sort", "Requests can be sorted by askedAt, state, requester or project."));
    }
}
