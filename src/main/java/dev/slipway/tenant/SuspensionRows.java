package dev.slipway.tenant;

import dev.slipway.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a tenant is suspended, and how. */
@Component
class SuspensionRows {
    private static final String SELECT =
            "select name, suspended_at, suspended_by, suspended_why, suspended_vms from tenant where id = ?";

    private final JdbcClient jdbc;

    SuspensionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param suspension empty if it is not */
    record Standing(String tenantName, Optional<Suspension> suspension) {}

    Optional<Standing> look(TenantId tenant) {
        return read(SELECT, tenant);
    }

    /** As it is now, and so it stays until the transaction ends. Many may hold it at once; who suspends waits for them. */
    Optional<Standing> hold(TenantId tenant) {
        return read(SELECT + " lock in share mode", tenant);
    }

    List<TenantId> stopping() {
        return jdbc.sql("select id from tenant where suspended_vms = 'STOP_ALL'")
                .query((r, n) -> new TenantId(r.getObject(1, UUID.class)))
                .list();
    }

    private Optional<Standing> read(String sql, TenantId tenant) {
        return jdbc.sql(sql)
                .param(tenant.value())
                .query((r, n) -> new Standing(r.getString("name"), read(r)))
                .optional();
    }

    static Optional<Suspension> read(ResultSet r) throws SQLException {
        LocalDateTime at = r.getObject("suspended_at", LocalDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new Suspension(
                        Suspension.Vms.valueOf(r.getString("suspended_vms")),
                        r.getString("suspended_by"),
                        r.getString("suspended_why"),
                        at.toInstant(ZoneOffset.UTC)));
    }
}
