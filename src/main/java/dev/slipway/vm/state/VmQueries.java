package dev.slipway.vm.state;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads VMs from the database; no host is asked. */
@Component
public class VmQueries {
    private static final Map<String, String> SORTABLE = Map.of(
            "name", "v.name",
            "createdAt", "v.created_at",
            "status", "v.status",
            // Those that stay for ever are the last to end.
            "endsAt", "coalesce(lease_ends_at, '9999-12-31')");
    private static final Duration SOON = Duration.ofDays(7);
    private static final String NEWEST_FIRST = "v.created_at desc, v.id";

    private final JdbcClient jdbc;
    private final VmLookup lookup;
    private final VmStore store;
    private final VmViews views;
    private final Operations operations;
    private final Tenants tenants;
    private final VmSurroundings surroundings;
    private final Clock clock;
    private final VmRowMapper mapper = new VmRowMapper();

    VmQueries(
            JdbcClient jdbc,
            VmLookup lookup,
            VmStore store,
            VmViews views,
            Operations operations,
            Tenants tenants,
            VmSurroundings surroundings,
            Clock clock) {
        this.jdbc = jdbc;
        this.lookup = lookup;
        this.store = store;
        this.views = views;
        this.operations = operations;
        this.tenants = tenants;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    public VmView get(VmId id, Actor actor) {
        var row = lookup.require(id, Permission.VM_READ, actor);
        var operation = operations.ofTarget(id.value(), 1).stream().findFirst();
        return views.of(row, operation, surroundings.of(List.of(row), actor), actor);
    }

    public Page<VmView> list(VmQuery query, Pageable page, Actor actor) {
        tenants.require(query.project(), Permission.VM_READ, actor);
        var where = where(query);
        long total = jdbc.sql("select count(*) from vm v" + where.sql())
                .params(where.params())
                .query(Long.class)
                .single();
        var rows = jdbc.sql(VmRowMapper.SELECT + where.sql() + " order by " + order(page.getSort()) + limit(page))
                .params(where.params())
                .query(mapper)
                .list();
        return new PageImpl<>(views(rows, active(rows), actor).toList(), page, total);
    }

    /** Those of these that are there and the actor's to see. */
    public List<VmView> find(Collection<VmId> vms, Actor actor) {
        var rows = store.find(vms).stream()
                .filter(row -> actor.can(Permission.VM_READ, row.scope()))
                .toList();
        var active = active(rows);
        return rows.stream().collect(Collectors.groupingBy(row -> row.owner().project())).values().stream()
                .flatMap(of -> views(of, active, actor))
                .toList();
    }

    /** @param rows of one project */
    private Stream<VmView> views(List<VmRow> rows, Map<UUID, OperationView> active, Actor actor) {
        var around = surroundings.of(rows, actor);
        return rows.stream()
                .map(row ->
                        views.of(row, Optional.ofNullable(active.get(row.id().value())), around, actor));
    }

    private Map<UUID, OperationView> active(List<VmRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        return operations.active(rows.stream().map(row -> row.id().value()).toList());
    }

    private record Where(String sql, Map<String, Object> params) {}

    private Where where(VmQuery query) {
        var sql = new StringBuilder(" where v.project_id = :project");
        var params = new HashMap<String, Object>();
        params.put("project", query.project().value());
        query.search().map(String::strip).filter(text -> !text.isEmpty()).ifPresent(text -> {
            sql.append(" and (v.name like :search escape '!' or v.addresses like :search escape '!')");
            params.put("search", "%" + text.replaceAll("([!%_])", "!$1") + "%");
        });
        if (query.statuses().isEmpty()) {
            sql.append(" and v.lifecycle <> 'BINNED'");
        } else {
            sql.append(" and v.status in (:statuses)");
            params.put("statuses", query.statuses().stream().map(Enum::name).toList());
        }
        for (var tag : query.tags().words()) {
            var name = "tag" + params.size();
            sql.append(" and exists (select 1 from vm_tag t where t.vm_id = v.id and t.tag = :" + name + ")");
            params.put(name, tag);
        }
        if (query.endsSoon()) {
            sql.append(" and exists (select 1 from vm_lease l where l.vm_id = v.id and l.ends_at <= :soon)");
            params.put("soon", VmRowMapper.utc(clock.instant().plus(SOON)));
        }
        return new Where(sql.toString(), params);
    }

    private static String order(Sort sort) {
        if (sort.isUnsorted()) {
            return NEWEST_FIRST;
        }
        var terms = new ArrayList<String>();
        for (var order : sort) {
            var column = SORTABLE.get(order.getProperty());
            if (column == null) {
                throw new InvalidRequest("sort", "sort", "VMs can be sorted by name, createdAt, status or endsAt.");
            }
            terms.add(column + (order.isAscending() ? " asc" : " desc"));
        }
        // Equal ones keep their order from page to page.
        terms.add("v.id");
        return String.join(", ", terms);
    }

    private static String limit(Pageable page) {
        return page.isPaged() ? " limit " + page.getPageSize() + " offset " + page.getOffset() : "";
    }
}
