package dev.slipway.vm;

import dev.slipway.catalog.Images;
import dev.slipway.catalog.NewerVersion;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.quota.PayerNames;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Suspensions;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.VmViews.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads VMs from the database; no host is asked. */
@Component
class VmQueries {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "v.name", "createdAt", "v.created_at", "status", "v.status");
    private static final String NEWEST_FIRST = "v.created_at desc, v.id";

    private final JdbcClient jdbc;
    private final VmLookup lookup;
    private final VmViews views;
    private final Operations operations;
    private final Tenants tenants;
    private final Members members;
    private final Suspensions suspensions;
    private final PayerNames names;
    private final OutsideDefinitionRows outside;
    private final Images images;
    private final VmRowMapper mapper = new VmRowMapper();

    VmQueries(
            JdbcClient jdbc,
            VmLookup lookup,
            VmViews views,
            Operations operations,
            Tenants tenants,
            Members members,
            Suspensions suspensions,
            PayerNames names,
            OutsideDefinitionRows outside,
            Images images) {
        this.jdbc = jdbc;
        this.lookup = lookup;
        this.views = views;
        this.operations = operations;
        this.tenants = tenants;
        this.members = members;
        this.suspensions = suspensions;
        this.names = names;
        this.outside = outside;
        this.images = images;
    }

    VmView get(VmId id, Actor actor) {
        var row = lookup.require(id, Permission.VM_READ, actor);
        var operation = operations.ofTarget(id.value(), 1).stream().findFirst();
        return views.of(row, operation, surroundings(List.of(row), actor), actor);
    }

    Page<VmView> list(VmQuery query, Pageable page, Actor actor) {
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
        var active = active(rows);
        var around = surroundings(rows, actor);
        var shown = rows.stream()
                .map(row ->
                        views.of(row, Optional.ofNullable(active.get(row.id().value())), around, actor))
                .toList();
        return new PageImpl<>(shown, page, total);
    }

    /** @param rows of one project */
    private Surroundings surroundings(List<VmRow> rows, Actor actor) {
        if (rows.isEmpty()) {
            return new Surroundings("", Halt.NONE, Set.of(), Map.of(), Map.of());
        }
        var owner = rows.getFirst().owner();
        var owners = rows.stream().map(row -> row.owner().user()).collect(Collectors.toSet());
        return new Surroundings(
                names.called(owner.project(), owner.projectName()).full(),
                suspensions.of(owner.tenant()),
                members.stillHere(owner.project(), owners),
                outside.of(rows.stream().map(VmRow::id).toList()),
                newer(rows, owner.scope(), actor));
    }

    private Map<ImageVersionId, NewerVersion> newer(List<VmRow> rows, Scope project, Actor actor) {
        var versions = rows.stream().flatMap(row -> row.base().stream()).collect(Collectors.toSet());
        return actor.can(Permission.IMAGE_READ, project) ? images.newer(versions, project, actor) : Map.of();
    }

    private Map<UUID, OperationView> active(List<VmRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        return operations.active(rows.stream().map(row -> row.id().value()).toList());
    }

    private record Where(String sql, Map<String, Object> params) {}

    private static Where where(VmQuery query) {
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
                throw new InvalidRequest("sort", "sort", "VMs can be sorted by name, createdAt or status.");
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
