package dev.slipway.operation;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Questions about many operations. */
@Component
class OperationQueries {
    private static final int MOST_PRUNED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    OperationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Operations under way: how many in this state, and since when the oldest waits for its end. */
    record Load(OperationState state, long count, Instant oldest) {}

    Optional<OperationRow> active(UUID target) {
        return jdbc.sql("select * from operation where active_target = ?")
                .param(target)
                .query((r, n) -> Columns.read(r))
                .optional();
    }

    List<OperationRow> active(Collection<UUID> targets) {
        return targets.isEmpty()
                ? List.of()
                : jdbc.sql("select * from operation where active_target in (:targets)")
                        .param("targets", targets.stream().map(UUID::toString).toList())
                        .query((r, n) -> Columns.read(r))
                        .list();
    }

    List<OperationRow> ofTarget(UUID target, int most) {
        return jdbc.sql("select * from operation where target = ? order by requested_at desc, id limit ?")
                .param(target)
                .param(most)
                .query((r, n) -> Columns.read(r))
                .list();
    }

    List<OperationRow> ofTargets(Collection<UUID> targets, int most, long from) {
        return targets.isEmpty()
                ? List.of()
                : jdbc.sql("select * from operation where target in (:targets)"
                                + " order by requested_at desc, id limit :most offset :from")
                        .param("targets", targets.stream().map(UUID::toString).toList())
                        .param("most", most)
                        .param("from", from)
                        .query((r, n) -> Columns.read(r))
                        .list();
    }

    long countOfTargets(Collection<UUID> targets) {
        return targets.isEmpty()
                ? 0
                : jdbc.sql("select count(*) from operation where target in (:targets)")
                        .param("targets", targets.stream().map(UUID::toString).toList())
                        .query(Long.class)
                        .single();
    }

    List<OperationRow> ofProject(ProjectId project, int most, long from) {
        return jdbc.sql("select * from operation where project_id = ? order by requested_at desc, id limit ? offset ?")
                .param(project.value())
                .param(most)
                .param(from)
                .query((r, n) -> Columns.read(r))
                .list();
    }

    long countOfProject(ProjectId project) {
        return jdbc.sql("select count(*) from operation where project_id = ?")
                .param(project.value())
                .query(Long.class)
                .single();
    }

    long countActive(TenantId tenant, Optional<ProjectId> project) {
        return jdbc.sql("select count(*) from operation where active_target is not null and tenant_id = :tenant"
                        + " and (:project is null or project_id = :project)")
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null))
                .query(Long.class)
                .single();
    }

    Map<OperationState, Load> load() {
        return jdbc
                .sql("""
                    select state, count(*) as n, min(requested_at) as oldest
                    from operation where active_target is not null group by state\
                    """)
                .query((r, n) -> new Load(
                        OperationState.valueOf(r.getString("state")), r.getLong("n"), Columns.instant(r, "oldest")))
                .list()
                .stream()
                .collect(Collectors.toMap(Load::state, load -> load));
    }

    /** Being undone, and failing at that at least so often in a row. */
    List<OperationRow> stuck(int failures, int most) {
        return jdbc.sql("""
            select * from operation where active_target is not null and state = 'UNDOING' and failures >= ?
            order by requested_at limit ?\
            """)
                .param(failures)
                .param(most)
                .query((r, n) -> Columns.read(r))
                .list();
    }

    /** Forgets what ended before, except the latest of each target. */
    int prune(Instant endedBefore) {
        return jdbc.sql("""
            delete from operation where id in (select id from (
              select old.id from operation old
              where old.ended_at < ? and exists (
                select 1 from operation later
                where later.target = old.target and later.requested_at > old.requested_at)
              limit ?) as forgotten)\
            """)
                .param(Columns.utc(endedBefore))
                .param(MOST_PRUNED_AT_ONCE)
                .update();
    }
}
