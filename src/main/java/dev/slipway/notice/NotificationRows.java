package dev.slipway.notice;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.notice.Notice.About;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code notification}. */
@Component
class NotificationRows {
    private static final String SELECT =
            "select id, user_id, kind, title, text, target_type, target_id, tenant_id, project_id,"
                    + " told_at, read_at from notification ";
    private static final int PRUNED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    NotificationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Told(
            NotificationId id,
            UserId to,
            NoticeKind kind,
            String title,
            String text,
            Optional<About> about,
            Instant at,
            Optional<Instant> readAt) {}

    /** False if that was told before. */
    boolean add(NotificationId id, Notice notice, boolean inBell) {
        Optional<About> about = notice.about();
        Optional<Scope> scope = about.map(About::scope);
        jdbc.sql("insert into notification (id, user_id, kind, told_key, title, text, target_type, target_id,"
                        + " tenant_id, project_id, in_bell, told_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on duplicate key update told_key = told_key")
                .param(id.value())
                .param(notice.to().value())
                .param(notice.kind().name())
                .param(notice.once().orElse(null))
                .param(notice.title())
                .param(notice.text())
                .param(about.map(About::type).orElse(null))
                .param(about.map(About::id).orElse(null))
                .param(scope.map(Scope::tenant).map(TenantId::value).orElse(null))
                .param(scope.map(Scope::project).map(ProjectId::value).orElse(null))
                .param(inBell)
                .param(now())
                .update();
        // The driver counts the row that was there as well.
        return notice.once().isEmpty() || find(id).isPresent();
    }

    Optional<Told> find(NotificationId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * Those in the person's bell, the newest first.
     *
     * @param after where to go on, or null to begin with the newest
     */
    List<Told> of(UserId user, boolean unreadOnly, @Nullable Told after, int most) {
        String where = "where user_id = :user and in_bell"
                + (unreadOnly ? " and read_at is null" : "")
                + (after == null ? "" : " and (told_at < :at or (told_at = :at and id < :id))");
        JdbcClient.StatementSpec query = jdbc.sql(SELECT + where + " order by told_at desc, id desc limit :most")
                .param("user", user.value())
                .param("most", most);
        if (after != null) {
            query = query.param("at", utc(after.at())).param("id", after.id().value());
        }
        return query.query((row, n) -> read(row)).list();
    }

    /** Read before is as good. False if the person was told no such thing. */
    boolean read(NotificationId id, UserId user) {
        jdbc.sql("update notification set read_at = ? where id = ? and user_id = ? and read_at is null")
                .params(now(), id.value(), user.value())
                .update();
        return jdbc.sql("select count(*) from notification where id = ? and user_id = ? and in_bell")
                        .params(id.value(), user.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @param until what was told later has not been seen yet */
    void readAll(UserId user, Instant until) {
        jdbc.sql(
                        "update notification set read_at = ? where user_id = ? and in_bell and read_at is null and told_at <= ?")
                .params(now(), user.value(), utc(until))
                .update();
    }

    int prune(Instant before) {
        return jdbc.sql("delete from notification where told_at < ? limit " + PRUNED_AT_ONCE)
                .param(utc(before))
                .update();
    }

    private LocalDateTime now() {
        return utc(clock.instant());
    }

    private static Told read(ResultSet row) throws SQLException {
        return new Told(
                new NotificationId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("text"),
                about(row),
                row.getObject("told_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                Optional.ofNullable(row.getObject("read_at", LocalDateTime.class))
                        .map(t -> t.toInstant(ZoneOffset.UTC)));
    }

    private static Optional<About> about(ResultSet row) throws SQLException {
        String type = row.getString("target_type");
        if (type == null) {
            return Optional.empty();
        }
        UUID tenant = row.getObject("tenant_id", UUID.class);
        UUID project = row.getObject("project_id", UUID.class);
        Scope scope = new Scope(
                tenant == null ? null : new TenantId(tenant), project == null ? null : new ProjectId(project));
        return Optional.of(new About(type, row.getObject("target_id", UUID.class), scope));
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
