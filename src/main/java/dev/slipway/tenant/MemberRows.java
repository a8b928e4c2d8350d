package dev.slipway.tenant;

import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who belongs where, with their names. Reads accounts' names beside memberships, so that lists can be searched and paged. */
@Component
class MemberRows {
    private static final Map<String, String> SORTABLE = Map.of("name", "u.name", "role", "m.role", "since", "m.since");
    private static final String MEMBERS = " from membership m join user_account u on u.id = m.user_id"
            + " where m.project_id = :project"
            + " and (u.name like :search escape '!' or u.display_name like :search escape '!')";
    private static final String ADMINISTRATORS = "select a.user_id, u.name, u.display_name, u.enabled,"
            + " 'TENANT_ADMIN' as role, a.since, a.source from tenant_admin a join user_account u on u.id = a.user_id"
            + " where a.tenant_id = ? order by u.name";
    private static final String STILL_HERE = "select u.id from user_account u where u.id in (:users) and u.enabled"
            + " and (u.platform_role is not null"
            + " or exists (select 1 from membership m where m.user_id = u.id and m.project_id = :project)"
            + " or exists (select 1 from tenant_admin a join project p on p.tenant_id = a.tenant_id"
            + " where a.user_id = u.id and p.id = :project))";

    private final JdbcClient jdbc;

    MemberRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MemberView> page(ProjectId project, String search, Pageable page) {
        return jdbc.sql("select m.user_id, u.name, u.display_name, u.enabled, m.role, m.since, m.source" + MEMBERS
                        + " order by " + order(page.getSort()) + " limit :size offset :offset")
                .param("project", project.value())
                .param("search", Search.containing(search))
                .param("size", page.getPageSize())
                .param("offset", page.getOffset())
                .query(MemberRows::read)
                .list();
    }

    long count(ProjectId project, String search) {
        return jdbc.sql("select count(*)" + MEMBERS)
                .param("project", project.value())
                .param("search", Search.containing(search))
                .query(Long.class)
                .single();
    }

    Optional<MemberView> find(ProjectId project, UserId user) {
        return jdbc.sql("select m.user_id, u.name, u.display_name, u.enabled, m.role, m.since, m.source" + MEMBERS
                        + " and m.user_id = :user")
                .param("project", project.value())
                .param("search", "%")
                .param("user", user.value())
                .query(MemberRows::read)
                .optional();
    }

    List<MemberView> administrators(TenantId tenant) {
        return jdbc.sql(ADMINISTRATORS)
                .param(tenant.value())
                .query(MemberRows::read)
                .list();
    }

    /** Whoever can sign in under exactly this name. */
    Optional<UserId> account(String name) {
        return jdbc.sql("select id from user_account where name = ? and enabled")
                .param(name.strip().toLowerCase(Locale.ROOT))
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    /** As told in the audit; the id for one that is gone. */
    String nameOf(UserId user) {
        return jdbc.sql("select name from user_account where id = ?")
                .param(user.value())
                .query(String.class)
                .optional()
                .orElseGet(user::toString);
    }

    /** Those of the users who still reach the project. */
    Set<UserId> stillHere(ProjectId project, Collection<UserId> users) {
        if (users.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql(STILL_HERE)
                .param("users", users.stream().map(UserId::value).toList())
                .param("project", project.value())
                .query((r, n) -> new UserId(r.getObject(1, UUID.class)))
                .list());
    }

    private static String order(Sort sort) {
        String wanted = sort.stream()
                .map(o -> {
                    String column = SORTABLE.get(o.getProperty());
                    if (column == null) {
                        throw new InvalidRequest("sort", "sort", "Members can be sorted by name, role or since.");
                    }
                    return column + (o.isAscending() ? " asc" : " desc");
                })
                .collect(Collectors.joining(", "));
        return wanted.isEmpty() ? "u.name" : wanted + ", u.name";
    }

    private static MemberView read(ResultSet r, int row) throws SQLException {
        return new MemberView(
                new UserId(r.getObject("user_id", UUID.class)),
                r.getString("name"),
                r.getString("display_name"),
                r.getBoolean("enabled"),
                Role.valueOf(r.getString("role")),
                r.getObject("since", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                r.getString("source").equals("SIGN_IN"));
    }
}
