package dev.slipway.live;

import dev.slipway.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table that carries changes between nodes. */
@Component
class ChangeRows {
    static final int MOST_AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ChangeRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param change empty if a newer node told of a topic that this one does not know yet */
    record Numbered(long id, Optional<Change> change) {}

    void add(Change change) {
        add(List.of(change));
    }

    /** By one statement. */
    void add(Collection<Change> changes) {
        var parameters = new ArrayList<@Nullable Object>();
        var now = now();
        for (Change change : changes) {
            parameters.add(change.topic().name());
            parameters.add(change.id());
            parameters.add(change.project() == null ? null : change.project().value());
            parameters.add(now);
        }
        jdbc.sql("insert into change_feed (topic, entity, project, announced_at) values (?, ?, ?, ?)"
                        + ", (?, ?, ?, ?)".repeat(changes.size() - 1))
                .params(parameters)
                .update();
    }

    long highest() {
        return jdbc.sql("select coalesce(max(id), 0) from change_feed")
                .query(Long.class)
                .single();
    }

    List<Numbered> after(long id) {
        return jdbc.sql("select id, topic, entity, project from change_feed where id > ? order by id limit ?")
                .param(id)
                .param(MOST_AT_ONCE)
                .query((r, n) -> read(r))
                .list();
    }

    /** Those of them that are there. */
    List<Numbered> among(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select id, topic, entity, project from change_feed where id in (:ids) order by id")
                        .param("ids", ids)
                        .query((r, n) -> read(r))
                        .list();
    }

    int prune(Duration olderThan) {
        return jdbc.sql("delete from change_feed where announced_at < ? limit ?")
                .param(now().minus(olderThan))
                .param(MOST_AT_ONCE)
                .update();
    }

    private static Numbered read(ResultSet r) throws SQLException {
        String project = r.getString("project");
        String name = r.getString("topic");
        UUID entity = UUID.fromString(r.getString("entity"));
        Optional<Topic> topic =
                Arrays.stream(Topic.values()).filter(t -> t.name().equals(name)).findAny();
        return new Numbered(
                r.getLong("id"),
                topic.map(
                        t -> new Change(t, entity, project == null ? null : new ProjectId(UUID.fromString(project)))));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
