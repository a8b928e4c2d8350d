package dev.slipway.tenant;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code tenant} and {@code project}: rows are made and read, never changed. */
@Component
class TenantRows {
    private static final String PROJECTS = "select p.id, p.name, t.id, t.name,"
            + " not exists (select 1 from project o where o.tenant_id = p.tenant_id and o.id <> p.id)"
            + " from project p join tenant t on t.id = p.tenant_id";

    private final JdbcClient jdbc;
    private final Clock clock;

    TenantRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isEmpty() {
        return jdbc.sql("select 1 from tenant limit 1")
                .query(Integer.class)
                .optional()
                .isEmpty();
    }

    /** False if the name is taken. */
    boolean addTenant(TenantId tenant, String name) {
        try {
            jdbc.sql("insert into tenant (id, name, created_at) values (?, ?, ?)")
                    .params(tenant.value(), name, LocalDateTime.now(clock))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** False if the name is taken in this tenant. */
    boolean addProject(TenantId tenant, ProjectId project, String name, boolean isDefault) {
        try {
            jdbc.sql("insert into project (id, tenant_id, name, default_of, created_at) values (?, ?, ?, ?, ?)")
                    .param(project.value())
                    .param(tenant.value())
                    .param(name)
                    .param(isDefault ? tenant.value() : null)
                    .param(LocalDateTime.now(clock))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<ProjectView> project(ProjectId project) {
        return read(PROJECTS + " where p.id = ?", List.of(project.value())).stream()
                .findFirst();
    }

    List<ProjectView> all() {
        return read(PROJECTS + " order by t.name, p.name", List.of());
    }

    /** Those of these tenants, and these themselves. */
    List<ProjectView> some(Collection<TenantId> tenants, Collection<ProjectId> projects) {
        if (tenants.isEmpty() && projects.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = new ArrayList<>();
        tenants.forEach(t -> ids.add(t.value()));
        projects.forEach(p -> ids.add(p.value()));
        String where = " where " + among("t.id", tenants.size()) + " or " + among("p.id", projects.size());
        return read(PROJECTS + where + " order by t.name, p.name", ids);
    }

    private static String among(String column, int count) {
        return count == 0 ? "false" : column + " in (?" + ", ?".repeat(count - 1) + ")";
    }

    private List<ProjectView> read(String sql, List<UUID> params) {
        return jdbc.sql(sql)
                .params(params)
                .query((r, i) -> new ProjectView(
                        new ProjectId(r.getObject(1, UUID.class)),
                        r.getString(2),
                        new TenantId(r.getObject(3, UUID.class)),
                        r.getString(4),
                        r.getBoolean(5)))
                .list();
    }
}
