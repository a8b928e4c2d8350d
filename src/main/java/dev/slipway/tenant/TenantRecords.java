package dev.slipway.tenant;

import dev.slipway.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The life of tenants, as rows. */
@Component
class TenantRecords {
    private static final String SELECT = """
        select t.id, t.name, t.created_at, t.suspended_at, t.suspended_by, t.suspended_why, t.suspended_vms,
               (select count(*) from project p where p.tenant_id = t.id) as projects,
               (select count(distinct m.user_id) from project p join membership m on m.project_id = p.id
                where p.tenant_id = t.id)
               + (select count(*) from tenant_admin a where a.tenant_id = t.id and not exists (
                    select 1 from project p join membership m on m.project_id = p.id
                    where p.tenant_id = t.id and m.user_id = a.user_id)) as people
        from tenant t
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TenantRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<TenantView> find(TenantId tenant) {
        return jdbc.sql(SELECT + " where t.id = ?")
                .param(tenant.value())
                .query(TenantRecords::read)
                .optional();
    }

    /** As {@link #find}; nobody launches into it, or adds to it, until the transaction ends. */
    Optional<TenantView> lock(TenantId tenant) {
        return jdbc.sql("select id from tenant where id = ? for update")
                .param(tenant.value())
                .query(UUID.class)
                .optional()
                .flatMap(id -> find(tenant));
    }

    /** By name. @param among only these, or all if empty */
    List<TenantView> page(Optional<Collection<TenantId>> among, String search, int size, long offset) {
        return filtered(SELECT, among, search, " order by t.name limit :size offset :offset")
                .param("size", size)
                .param("offset", offset)
                .query(TenantRecords::read)
                .list();
    }

    long count(Optional<Collection<TenantId>> among, String search) {
        return filtered("select count(*) from tenant t", among, search, "")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec filtered(
            String select, Optional<Collection<TenantId>> among, String search, String rest) {
        String where = " where t.name like :search escape '!'" + (among.isPresent() ? " and t.id in (:ids)" : "");
        var statement = jdbc.sql(select + where + rest).param("search", Search.containing(search));
        return among.isPresent()
                ? statement.param(
                        "ids", among.get().stream().map(TenantId::value).toList())
                : statement;
    }

    /** False if the name is taken. */
    boolean rename(TenantId tenant, String name) {
        try {
            jdbc.sql("update tenant set name = ? where id = ?")
                    .params(name, tenant.value())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    void suspend(TenantId tenant, Suspension.Vms vms, String by, String why) {
        jdbc.sql("update tenant set suspended_at = ?, suspended_by = ?, suspended_why = ?, suspended_vms = ?"
                        + " where id = ?")
                .params(LocalDateTime.now(clock), by, why, vms.name(), tenant.value())
                .update();
    }

    void resume(TenantId tenant) {
        jdbc.sql("update tenant set suspended_at = null, suspended_by = null, suspended_why = null,"
                        + " suspended_vms = null where id = ?")
                .param(tenant.value())
                .update();
    }

    void delete(TenantId tenant) {
        jdbc.sql("delete from tenant_admin where tenant_id = ?")
                .param(tenant.value())
                .update();
        jdbc.sql("delete from tenant where id = ?").param(tenant.value()).update();
    }

    private static TenantView read(ResultSet r, int row) throws SQLException {
        return new TenantView(
                new TenantId(r.getObject("id", UUID.class)),
                r.getString("name"),
                r.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                r.getLong("projects"),
                r.getLong("people"),
                SuspensionRows.read(r));
    }
}
