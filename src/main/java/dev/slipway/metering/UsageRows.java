package dev.slipway.metering;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads usage: the hours that are added up, and what was charged since then. */
@Component
class UsageRows {
    private static final String PROJECT = "project_id = :project";

    private final JdbcClient jdbc;

    UsageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Consumption ofProject(ProjectId project, Span span) {
        return statement(
                        "select " + UsageSql.SUMS + " from (" + ofProject("metering_project_hour", span) + ") as used",
                        span)
                .param("project", project.value())
                .query((r, i) -> UsageSql.read(r))
                .single();
    }

    /** Of the closed part only. */
    List<UsageReport.Day> closedDays(ProjectId project, Span span) {
        return statement(
                        "select date(hour_at) as day, " + UsageSql.SUMS + " from metering_project_hour where " + PROJECT
                                + " and hour_at >= :start and hour_at < :from group by day order by day",
                        span)
                .param("project", project.value())
                .query((r, i) -> new UsageReport.Day(r.getObject("day", LocalDate.class), UsageSql.read(r)))
                .list();
    }

    Page<VmUsage> vms(ProjectId project, Span span, Pageable page) {
        String used = ofProject("metering_vm_hour", span);
        long total = statement("select count(distinct vm_id) from (" + used + ") as used", span)
                .param("project", project.value())
                .query(Long.class)
                .single();
        List<VmUsage> rows = statement(
                        "select vm_id, coalesce(max(n.name), '') as name, " + UsageSql.SUMS + " from (" + used
                                + ") as used left join metering_name n on n.id = vm_id group by vm_id order by "
                                + order(page.getSort(), "name") + "vm_id" + limit(page),
                        span)
                .param("project", project.value())
                .query((r, i) -> new VmUsage(
                        new VmId(r.getObject("vm_id", UUID.class)), name(r, "name"), UsageSql.read(r), List.of()))
                .list();
        return new PageImpl<>(rows, page, total);
    }

    Map<UUID, Consumption> vms(ProjectId project, Span span, Collection<UUID> vms) {
        return byId(statement(
                        "select vm_id as id, " + UsageSql.SUMS + " from (" + ofProject("metering_vm_hour", span)
                                + ") as used where vm_id in (:ids) group by vm_id",
                        span)
                .param("project", project.value())
                .param("ids", vms));
    }

    /** @param by {@code project_id} or {@code tenant_id} */
    Page<PayerUsage> payers(String by, Span span, Readable readable, Pageable page) {
        String used = ofAll(span, readable);
        long total = readable(
                        statement("select count(distinct " + by + ") from (" + used + ") as used", span), readable)
                .query(Long.class)
                .single();
        boolean projects = by.equals("project_id");
        String rows = "select max(used.tenant_id) as payer, coalesce(max(t.name), '') as tenant_name, used." + by
                + " as id, coalesce(max(n.name), '') as name, " + UsageSql.SUMS + " from (" + used
                + ") as used left join metering_name n on n.id = used." + by
                + " left join metering_name t on t.id = used.tenant_id group by used." + by
                + " order by " + order(page.getSort(), projects ? "tenant_name, name" : "tenant_name") + "used." + by
                + limit(page);
        List<PayerUsage> read = readable(statement(rows, span), readable)
                .query((r, i) -> new PayerUsage(
                        new TenantId(r.getObject("payer", UUID.class)),
                        name(r, "tenant_name"),
                        projects ? Optional.of(new ProjectId(r.getObject("id", UUID.class))) : Optional.empty(),
                        projects ? name(r, "name") : "",
                        UsageSql.read(r),
                        List.of()))
                .list();
        return new PageImpl<>(read, page, total);
    }

    Map<UUID, Consumption> payers(String by, Span span, Readable readable, Collection<UUID> ids) {
        return byId(readable(
                        statement(
                                "select " + by + " as id, " + UsageSql.SUMS + " from (" + ofAll(span, readable)
                                        + ") as used where " + by + " in (:ids) group by " + by,
                                span),
                        readable)
                .param("ids", ids));
    }

    private static String ofProject(String table, Span span) {
        String id = table.equals("metering_vm_hour") ? "vm_id, " : "";
        String closed = "select " + id + UsageSql.AMOUNTS + " from " + table + " where " + PROJECT
                + " and hour_at >= :start and hour_at < :from";
        return !span.hasOpenPart()
                ? closed
                : closed + " union all select " + id + UsageSql.AMOUNTS + " from ("
                        + UsageSql.slices(UsageSql.OF_PROJECT) + ") as open where " + PROJECT;
    }

    private static String ofAll(Span span, Readable readable) {
        String whose = readable.everything() ? "true" : "(tenant_id in (:tenants) or project_id in (:projects))";
        String columns = "project_id, tenant_id, " + UsageSql.AMOUNTS;
        String closed = "select " + columns + " from metering_project_hour where " + whose
                + " and hour_at >= :start and hour_at < :from";
        return !span.hasOpenPart()
                ? closed
                : closed + " union all select " + columns + " from (" + UsageSql.slices() + ") as open where " + whose;
    }

    private JdbcClient.StatementSpec statement(String sql, Span span) {
        return jdbc.sql(sql)
                .param("start", Utc.column(span.from()))
                .param("from", Utc.column(span.closed()))
                .param("until", Utc.column(span.until()));
    }

    private static JdbcClient.StatementSpec readable(JdbcClient.StatementSpec statement, Readable readable) {
        return readable.everything()
                ? statement
                : statement.param("tenants", readable.tenants()).param("projects", readable.projects());
    }

    private static Map<UUID, Consumption> byId(JdbcClient.StatementSpec statement) {
        Map<UUID, Consumption> found = new HashMap<>();
        statement.query(r -> {
            found.put(r.getObject("id", UUID.class), UsageSql.read(r));
        });
        return found;
    }

    private static String name(ResultSet r, String column) throws SQLException {
        String name = r.getString(column);
        return name.isEmpty() ? "(name unknown)" : name;
    }

    private static String order(Sort sort, String otherwise) {
        if (sort.isUnsorted()) {
            return otherwise + ", ";
        }
        List<String> terms = new ArrayList<>();
        for (Sort.Order order : sort) {
            terms.add(column(order.getProperty()) + (order.isAscending() ? " asc" : " desc"));
        }
        return String.join(", ", terms) + ", ";
    }

    private static String column(String property) {
        if (property.equals("name")) {
            return property;
        }
        return Arrays.stream(Dimension.values())
                .map(UsageSql::column)
                .filter(property::equals)
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("sort", "sort", "Usage is sorted by name or by a dimension."));
    }

    private static String limit(Pageable page) {
        return page.isPaged() ? " limit " + page.getPageSize() + " offset " + page.getOffset() : "";
    }
}
