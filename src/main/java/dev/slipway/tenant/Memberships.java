package dev.slipway.tenant;

import dev.slipway.identity.Grant;
import dev.slipway.identity.GrantSource;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds which role in which project, and who administers which tenant. */
@Component
class Memberships implements GrantSource {
    private static final String GRANTS = "select m.role, p.tenant_id, p.id from membership m"
            + " join project p on p.id = m.project_id where m.user_id = ?"
            + " union all select 'TENANT_ADMIN', a.tenant_id, null from tenant_admin a where a.user_id = ?";

    private final JdbcClient jdbc;
    private final Clock clock;

    Memberships(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Set<Grant> grantsOf(UserId user) {
        return new HashSet<>(jdbc.sql(GRANTS)
                .params(user.value(), user.value())
                .query((r, i) -> {
                    UUID project = r.getObject(3, UUID.class);
                    TenantId tenant = new TenantId(r.getObject(2, UUID.class));
                    Scope scope = project == null ? Scope.of(tenant) : Scope.of(tenant, new ProjectId(project));
                    return new Grant(Role.valueOf(r.getString(1)), scope);
                })
                .list());
    }

    void put(ProjectId project, UserId user, Role role) {
        jdbc.sql("insert into membership (project_id, user_id, role, since) values (?, ?, ?, ?) on duplicate"
                        + " key update since = if(role = values(role), since, values(since)), role = values(role),"
                        + " source = 'HAND'")
                .params(project.value(), user.value(), role.name(), LocalDateTime.now(clock))
                .update();
    }

    /** False if there was none. */
    boolean remove(ProjectId project, UserId user) {
        return jdbc.sql("delete from membership where project_id = ? and user_id = ?")
                        .params(project.value(), user.value())
                        .update()
                > 0;
    }

    void putTenantAdmin(TenantId tenant, UserId user) {
        jdbc.sql("insert into tenant_admin (tenant_id, user_id, since) values (?, ?, ?)"
                        + " on duplicate key update since = since, source = 'HAND'")
                .params(tenant.value(), user.value(), LocalDateTime.now(clock))
                .update();
    }

    void removeTenantAdmin(TenantId tenant, UserId user) {
        jdbc.sql("delete from tenant_admin where tenant_id = ? and user_id = ?")
                .params(tenant.value(), user.value())
                .update();
    }
}
