package dev.slipway.operation;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRow.Failure;
import dev.slipway.operation.OperationRow.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One operation's row. Every write of a runner names its epoch, and changes nothing if another runner has a later one. */
@Component
class OperationRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STANDING = """
        state = :state, step = :step, step_name = :stepName, step_since = :since, attempt = :attempt,
        failures = :failures, surprises = :surprises, step_percent = :percent, message = :message,
        failed_step = :failedStep, problem_code = :problemCode, problem = :problem
        """;
    private static final String INSERT = """
        insert into operation set id = :id, kind = :kind, target_type = :targetType, target = :target,
        target_name = :targetName, active_target = :target, tenant_id = :tenant, project_id = :project,
        arguments = :arguments, requester_id = :requesterId, requester = :requester,
        requester_origin = :origin, requested_at = :requestedAt, epoch = 0,
        """ + STANDING;
    private static final String OURS = " where id = :id and epoch = :epoch and active_target is not null";

    /** Can still turn round: has not yet, and is not just recording its end. */
    private static final String GOING_ON =
            "state in ('QUEUED', 'RUNNING') and problem_code is null and step_name <> '" + Workflows.END + "'";

    private final JdbcClient jdbc;

    OperationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the target is locked */
    void add(OperationRow row) {
        standing(jdbc.sql(INSERT), row.standing())
                .param("id", row.id().value())
                .param("kind", row.kind())
                .param("targetType", row.targetType())
                .param("target", row.target())
                .param("targetName", Columns.cut(row.targetName(), 255))
                .param(
                        "tenant",
                        row.scope().tenant() == null
                                ? null
                                : row.scope().tenant().value())
                .param(
                        "project",
                        row.scope().project() == null
                                ? null
                                : row.scope().project().value())
                .param("arguments", JSON.writeValueAsString(row.arguments()))
                .param(
                        "requesterId",
                        row.requestedBy().user() == null
                                ? null
                                : row.requestedBy().user().value())
                .param("requester", Columns.cut(row.requestedBy().name(), 255))
                .param("origin", Columns.cut(row.requestedBy().origin(), 100))
                .param("requestedAt", Columns.utc(row.requestedAt()))
                .update();
    }

    Optional<OperationRow> find(OperationId id) {
        return jdbc.sql("select * from operation where id = ?")
                .param(id.value())
                .query((r, n) -> Columns.read(r))
                .optional();
    }

    /** @return whether the operation is ours from now on */
    boolean take(OperationId id, long from, Standing standing) {
        return standing(jdbc.sql("update operation set epoch = epoch + 1, " + STANDING + OURS), standing)
                        .param("id", id.value())
                        .param("epoch", from)
                        .update()
                == 1;
    }

    /** @throws FencedOff if the operation is no longer ours */
    void write(OperationId id, long epoch, Standing standing) {
        changed(standing(jdbc.sql("update operation set " + STANDING + OURS), standing)
                .param("id", id.value())
                .param("epoch", epoch)
                .update());
    }

    /** The same, unless somebody has cancelled it. @return whether it was written */
    boolean writeUnlessCancelled(OperationId id, long epoch, Standing standing) {
        return standing(jdbc.sql("update operation set " + STANDING + OURS + " and cancelled_by is null"), standing)
                        .param("id", id.value())
                        .param("epoch", epoch)
                        .update()
                == 1;
    }

    /** @throws FencedOff if the operation is no longer ours */
    void progress(OperationId id, long epoch, int percent, String message) {
        changed(jdbc.sql("""
            update operation set step_percent = ?, message = ?
            where id = ? and epoch = ? and active_target is not null\
            """)
                .param(percent)
                .param(Columns.cut(message, 1000))
                .param(id.value())
                .param(epoch)
                .update());
    }

    /** Records the end and frees the target. @throws FencedOff if the operation is no longer ours */
    void end(OperationId id, long epoch, Standing standing, Instant at) {
        changed(standing(
                        jdbc.sql("update operation set active_target = null, ended_at = :endedAt, " + STANDING + OURS),
                        standing)
                .param("endedAt", Columns.utc(at))
                .param("id", id.value())
                .param("epoch", epoch)
                .update());
    }

    /** @return whether this is what turns it round */
    boolean cancel(OperationId id, String by) {
        return jdbc.sql("update operation set cancelled_by = ? where id = ? and cancelled_by is null and " + GOING_ON)
                        .param(Columns.cut(by, 255))
                        .param(id.value())
                        .update()
                == 1;
    }

    /** Cancelled, but not turned round yet. */
    boolean isToTurnRound(OperationId id) {
        return jdbc.sql("select 1 from operation where id = ? and cancelled_by is not null and " + GOING_ON)
                .param(id.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    Optional<String> cancelledBy(OperationId id) {
        return jdbc.sql("select cancelled_by from operation where id = ? and cancelled_by is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    static Map<String, String> arguments(String json) {
        return JSON.readValue(json, JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    /** MariaDB counts rows found, not rows that differ (the driver asks for it), so 0 means fenced off. */
    private static void changed(int rows) {
        if (rows == 0) {
            throw new FencedOff();
        }
    }

    private static JdbcClient.StatementSpec standing(JdbcClient.StatementSpec sql, Standing s) {
        @Nullable Failure f = s.failure();
        return sql.param("state", s.state().name())
                .param("step", s.step())
                .param("stepName", s.stepName())
                .param("since", Columns.utc(s.since()))
                .param("attempt", s.attempt())
                .param("failures", s.failures())
                .param("surprises", s.surprises())
                .param("percent", s.percent())
                .param("message", Columns.cut(s.message(), 1000))
                .param("failedStep", f == null ? null : f.step())
                .param("problemCode", f == null ? null : Columns.cut(f.code(), 64))
                .param("problem", f == null ? null : Columns.cut(f.sentence(), 2000));
    }
}
