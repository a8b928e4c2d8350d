package dev.slipway.notice;

import dev.slipway.identity.Actors;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.Level;
import dev.slipway.quota.request.RequestLine;
import dev.slipway.quota.request.RequestView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is asked about a request: for each level that is to rise, the nearest who may decide and are there. Those further up
 * could as well, but would hear of every wish of everybody.
 */
@Component
class RequestDeciders {
    private static final String MANAGERS = "select u.id from membership m join user_account u on u.id = m.user_id"
            + " where m.project_id = :project and m.role = 'PROJECT_MANAGER' and u.enabled order by u.id";
    private static final String TENANT_ADMINISTRATORS =
            "select u.id from tenant_admin a join user_account u on u.id = a.user_id"
                    + " where a.tenant_id = :tenant and u.enabled order by u.id";
    private static final String PLATFORM_ADMINISTRATORS =
            "select u.id from user_account u where u.platform_role = 'PLATFORM_ADMIN' and u.enabled order by u.id";

    private final JdbcClient jdbc;
    private final Actors actors;

    RequestDeciders(JdbcClient jdbc, Actors actors) {
        this.jdbc = jdbc;
        this.actors = actors;
    }

    Set<UserId> of(RequestView request) {
        List<Level> levels = request.lines().stream()
                .filter(line -> line.granted().isEmpty())
                .map(RequestLine::level)
                .distinct()
                .toList();
        Set<UserId> asked = new LinkedHashSet<>();
        levels.forEach(level -> asked.addAll(nearest(level, request)));
        return asked;
    }

    private List<UserId> nearest(Level level, RequestView request) {
        for (String group : upFrom(level)) {
            List<UserId> may = people(group, request).stream()
                    .filter(person -> decides(person, level, request))
                    .toList();
            if (!may.isEmpty()) {
                return may;
            }
        }
        return List.of();
    }

    private static List<String> upFrom(Level level) {
        List<String> groups = new ArrayList<>();
        switch (level) {
            case MEMBER -> groups.addAll(List.of(MANAGERS, TENANT_ADMINISTRATORS, PLATFORM_ADMINISTRATORS));
            case PROJECT -> groups.addAll(List.of(TENANT_ADMINISTRATORS, PLATFORM_ADMINISTRATORS));
            case TENANT -> groups.add(PLATFORM_ADMINISTRATORS);
        }
        return groups;
    }

    private List<UserId> people(String sql, RequestView request) {
        return jdbc.sql(sql)
                .param("project", request.path().project().value())
                .param("tenant", request.path().tenant().value())
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    private boolean decides(UserId person, Level level, RequestView request) {
        return !person.equals(request.requester())
                && !person.equals(request.path().member())
                && Deciders.decides(level, request.scope(), actors.of(person, "portal"));
    }
}
