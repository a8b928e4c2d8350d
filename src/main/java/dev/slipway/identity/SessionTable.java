package dev.slipway.identity;

import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sessions, going on and ended. */
@Component
class SessionTable {
    private final JdbcClient jdbc;

    SessionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is new about a session that begins. */
    record Beginning(UserId user, Optional<ProviderSession> provider, String origin, String userAgent) {
        SignInMeans means() {
            return provider.isPresent() ? SignInMeans.SSO : SignInMeans.LOCAL;
        }
    }

    /** Whether it goes on. @param lastSeenAt to the minute */
    record State(UserId user, Instant lastSeenAt, Optional<SessionEnd> end) {}

    void add(SessionId id, Beginning b, Instant now) {
        jdbc.sql("insert into user_session (id, user_id, means, issuer, provider_session, subject, started_at,"
                        + " last_seen_at, origin, user_agent) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id.value(),
                        b.user().value(),
                        b.means().name(),
                        b.provider().map(ProviderSession::issuer).orElse(null),
                        b.provider().flatMap(ProviderSession::sid).orElse(null),
                        b.provider().map(ProviderSession::subject).orElse(null),
                        utc(now),
                        utc(now),
                        b.origin(),
                        b.userAgent()))
                .update();
    }

    void signedIn(UserId user, Instant now) {
        jdbc.sql("update user_account set last_sign_in_at = ? where id = ?")
                .params(utc(now), user.value())
                .update();
    }

    Optional<State> state(SessionId id) {
        return jdbc.sql("select user_id, last_seen_at, ended_why from user_session where id = ?")
                .param(id.value())
                .query((r, n) -> new State(new UserId(r.getObject(1, UUID.class)), instant(r, 2), end(r.getString(3))))
                .optional();
    }

    void seen(SessionId id, Instant now, Instant before) {
        jdbc.sql("update user_session set last_seen_at = ? where id = ? and last_seen_at < ? and ended_at is null")
                .params(utc(now), id.value(), utc(before))
                .update();
    }

    /** @return whether it was going on until now */
    boolean end(SessionId id, SessionEnd why, Instant now) {
        return jdbc.sql("update user_session set ended_at = ?, ended_why = ? where id = ? and ended_at is null")
                        .params(utc(now), why.name(), id.value())
                        .update()
                == 1;
    }

    List<SessionId> open(UserId user) {
        return ids("user_id = ?", user.value());
    }

    List<SessionId> openAt(String issuer, String sid) {
        return ids("issuer = ? and provider_session = ?", issuer, sid);
    }

    List<SessionId> openOfSubject(String issuer, String subject) {
        return ids("issuer = ? and subject = ?", issuer, subject);
    }

    List<SessionId> unseenSince(Instant then) {
        return ids("last_seen_at < ?", utc(then));
    }

    private List<SessionId> ids(String condition, Object... values) {
        return jdbc.sql("select id from user_session where ended_at is null and " + condition + " order by id")
                .params(values)
                .query((r, n) -> new SessionId(r.getObject(1, UUID.class)))
                .list();
    }

    /** Those going on, seen last first. */
    List<SessionView> list(UserId user, Optional<SessionId> current) {
        return jdbc.sql("select id, user_id, means, started_at, last_seen_at, origin, user_agent from user_session"
                        + " where user_id = ? and ended_at is null order by last_seen_at desc, id")
                .param(user.value())
                .query((r, n) -> view(r, current))
                .list();
    }

    int forget(Instant endedBefore) {
        return jdbc.sql("delete from user_session where ended_at < ?")
                .param(utc(endedBefore))
                .update();
    }

    private static SessionView view(ResultSet r, Optional<SessionId> current) throws SQLException {
        SessionId id = new SessionId(r.getObject(1, UUID.class));
        return new SessionView(
                id,
                new UserId(r.getObject(2, UUID.class)),
                SignInMeans.valueOf(r.getString(3)),
                instant(r, 4),
                instant(r, 5),
                r.getString(6),
                r.getString(7),
                current.equals(Optional.of(id)));
    }

    private static Optional<SessionEnd> end(@Nullable String why) {
        return Optional.ofNullable(why).map(SessionEnd::valueOf);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet r, int column) throws SQLException {
        return r.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
