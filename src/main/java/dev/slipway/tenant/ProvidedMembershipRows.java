package dev.slipway.tenant;

import dev.slipway.identity.Role;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Memberships by where they come from. */
@Component
class ProvidedMembershipRows {
    private static final String OF_USER = "select p.tenant_id, p.id, p.name, m.role from membership m"
            + " join project p on p.id = m.project_id where m.user_id = ? and m.source = ?"
            + " union all select a.tenant_id, null, t.name, 'TENANT_ADMIN' from tenant_admin a"
            + " join tenant t on t.id = a.tenant_id where a.user_id = ? and a.source = ?";

    private final JdbcClient jdbc;
    private final Clock clock;

    ProvidedMembershipRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A project, or a tenant as a whole. @param name of it, for people */
    record Place(TenantId tenant, Optional<ProjectId> project, String name) {}

    record Project(TenantId tenant, ProjectId id, String name, boolean isDefault) {}

    Map<Place, Role> provided(UserId user) {
        return of(user, "SIGN_IN");
    }

    Set<Place> byHand(UserId user) {
        return new HashSet<>(of(user, "HAND").keySet());
    }

    private Map<Place, Role> of(UserId user, String source) {
        Map<Place, Role> all = new LinkedHashMap<>();
        jdbc.sql(OF_USER).params(user.value(), source, user.value(), source).query(r -> {
            Place place = new Place(
                    new TenantId(r.getObject(1, UUID.class)),
                    Optional.ofNullable(r.getObject(2, UUID.class)).map(ProjectId::new),
                    r.getString(3));
            all.put(place, Role.valueOf(r.getString(4)));
        });
        return all;
    }

    void put(Place place, UserId user, Role role) {
        if (place.project().isPresent()) {
            jdbc.sql("insert into membership (project_id, user_id, role, since, source)"
                            + " values (?, ?, ?, ?, 'SIGN_IN') on duplicate key update"
                            + " since = if(source = 'HAND', since, values(since)),"
                            + " role = if(source = 'HAND', role, values(role))")
                    .params(place.project().get().value(), user.value(), role.name(), LocalDateTime.now(clock))
                    .update();
        } else {
            jdbc.sql("insert into tenant_admin (tenant_id, user_id, since, source) values (?, ?, ?, 'SIGN_IN')"
                            + " on duplicate key update since = since")
                    .params(place.tenant().value(), user.value(), LocalDateTime.now(clock))
                    .update();
        }
    }

    void remove(Place place, UserId user) {
        if (place.project().isPresent()) {
            jdbc.sql("delete from membership where project_id = ? and user_id = ? and source = 'SIGN_IN'")
                    .params(place.project().get().value(), user.value())
                    .update();
        } else {
            jdbc.sql("delete from tenant_admin where tenant_id = ? and user_id = ? and source = 'SIGN_IN'")
                    .params(place.tenant().value(), user.value())
                    .update();
        }
    }

    String nameOf(UserId user) {
        return jdbc.sql("select name from user_account where id = ?")
                .param(user.value())
                .query(String.class)
                .single();
    }

    Map<TenantId, String> tenantsLike(Collection<String> names) {
        Map<TenantId, String> found = new HashMap<>();
        if (!names.isEmpty()) {
            jdbc.sql("select id, name from tenant where name in (:names)")
                    .param("names", names)
                    .query(r -> {
                        found.put(new TenantId(r.getObject(1, UUID.class)), r.getString(2));
                    });
        }
        return found;
    }

    List<Project> projectsOf(Collection<TenantId> tenants) {
        return tenants.isEmpty()
                ? List.of()
                : jdbc.sql("select tenant_id, id, name, default_of is not null from project where tenant_id in (:ids)")
                        .param("ids", tenants.stream().map(TenantId::value).toList())
                        .query((r, n) -> new Project(
                                new TenantId(r.getObject(1, UUID.class)),
                                new ProjectId(r.getObject(2, UUID.class)),
                                r.getString(3),
                                r.getBoolean(4)))
                        .list();
    }
}
