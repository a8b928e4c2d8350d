package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.operation.OperationRow.Failure;
import dev.slipway.operation.OperationRow.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the columns of {@code operation} and its record. Times are stored as UTC, whatever the session's zone. */
final class Columns {
    private Columns() {}

    static OperationRow read(ResultSet r) throws SQLException {
        UUID tenant = r.getObject("tenant_id", UUID.class);
        UUID project = r.getObject("project_id", UUID.class);
        UUID requester = r.getObject("requester_id", UUID.class);
        LocalDateTime ended = r.getObject("ended_at", LocalDateTime.class);
        return new OperationRow(
                new OperationId(r.getObject("id", UUID.class)),
                r.getString("kind"),
                r.getString("target_type"),
                r.getObject("target", UUID.class),
                r.getString("target_name"),
                new Scope(
                        tenant == null ? null : new TenantId(tenant), project == null ? null : new ProjectId(project)),
                OperationRows.arguments(r.getString("arguments")),
                new Actor(
                        requester == null ? null : new UserId(requester),
                        r.getString("requester"),
                        r.getString("requester_origin"),
                        Set.of()),
                instant(r, "requested_at"),
                standing(r),
                r.getString("cancelled_by"),
                r.getLong("epoch"),
                ended == null ? null : ended.toInstant(ZoneOffset.UTC));
    }

    private static Standing standing(ResultSet r) throws SQLException {
        return new Standing(
                OperationState.valueOf(r.getString("state")),
                r.getInt("step"),
                r.getString("step_name"),
                instant(r, "step_since"),
                r.getInt("attempt"),
                r.getInt("failures"),
                r.getInt("surprises"),
                r.getInt("step_percent"),
                r.getString("message"),
                failure(r));
    }

    private static @Nullable Failure failure(ResultSet r) throws SQLException {
        String code = r.getString("problem_code");
        return code == null ? null : new Failure(r.getInt("failed_step"), code, r.getString("problem"));
    }

    static Instant instant(ResultSet r, String column) throws SQLException {
        return r.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
