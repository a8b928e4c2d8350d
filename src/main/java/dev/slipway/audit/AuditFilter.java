package dev.slipway.audit;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A condition on {@code audit_entry a}, with its parameters. */
record AuditFilter(String sql, List<Object> params) {
    private static final String TEXT = "(a.detail like ? escape '!' or a.target_name like ? escape '!'"
            + " or a.actor_name like ? escape '!' or a.action like ? escape '!')";

    AuditFilter {
        params = List.copyOf(params);
    }

    static AuditFilter of(AuditQuery query) {
        AuditFilter all = new AuditFilter("true", List.of());
        all = all.with(query.who(), "a.actor_name = ?");
        all = all.with(
                query.action(), "(a.action = ? or a.action like ? escape '!')", a -> List.of(a, escaped(a) + ".%"));
        all = all.with(
                query.target(), "(a.target_id = ? or a.target_name like ? escape '!')", t -> List.of(t, contains(t)));
        all = all.with(query.tenant().map(TenantId::value), "a.tenant_id = ?");
        all = all.with(query.project().map(ProjectId::value), "a.project_id = ?");
        all = all.with(query.refused().map(r -> r ? "REFUSED" : "DONE"), "a.outcome = ?");
        all = all.with(query.from().map(AuditFilter::column), "a.at >= ?");
        all = all.with(query.until().map(AuditFilter::column), "a.at < ?");
        return all.with(query.text().map(AuditFilter::contains), TEXT, t -> List.of(t, t, t, t));
    }

    private <T> AuditFilter with(Optional<T> value, String condition) {
        return with(value, condition, List::of);
    }

    private <T> AuditFilter with(Optional<T> value, String condition, Function<T, List<Object>> params) {
        return value.map(v -> and(condition, params.apply(v).toArray())).orElse(this);
    }

    private static LocalDateTime column(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /** @param until is not in it */
    AuditFilter between(Instant from, Instant until) {
        return and("a.at >= ?", column(from)).and("a.at < ?", column(until));
    }

    AuditFilter and(String condition, Object... more) {
        List<Object> all = new ArrayList<>(params);
        all.addAll(Arrays.asList(more));
        return new AuditFilter(sql + " and " + condition, all);
    }

    private static String contains(String text) {
        return "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replaceAll("([!%_])", "!$1");
    }
}
