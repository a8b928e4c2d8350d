package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts with what hangs on them, read for their administrators. */
@Component
class AccountTable {
    /** What one may sort by, and the column. */
    static final Map<String, String> SORTABLE = Map.of(
            "name",
            "u.name",
            "displayName",
            "u.display_name",
            "createdAt",
            "u.created_at",
            "lastSignInAt",
            "u.last_sign_in_at");

    private static final String ACCOUNT = """
        select u.id, u.name, u.display_name, u.enabled, u.platform_role, u.password_hash is not null as has_password,
            u.password_temporary, f.confirmed_at is not null as second_factor, t.blocked_until, u.created_at,
            u.last_sign_in_at,
            (select count(*) from user_session s where s.user_id = u.id and s.ended_at is null) as sessions
        from user_account u
            left join second_factor f on f.user_id = u.id
            left join sign_in_attempt t on t.name = u.name
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Account> find(UserId user) {
        return jdbc.sql(ACCOUNT + " where u.id = ?")
                .param(user.value())
                .query((r, n) -> account(r))
                .optional();
    }

    /** @param search in names, of any case; empty = all */
    Page<Account> page(String search, Pageable page) {
        String like = "%" + search.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        String where = " where (convert(u.name using utf8mb4) like :like or u.display_name like :like)";
        List<Account> rows = jdbc.sql(ACCOUNT + where + " order by " + order(page) + " limit :size offset :from")
                .param("like", like)
                .param("size", page.getPageSize())
                .param("from", page.getOffset())
                .query((r, n) -> account(r))
                .list();
        long total = jdbc.sql("select count(*) from user_account u" + where)
                .param("like", like)
                .query(Long.class)
                .single();
        return new PageImpl<>(rows, page, total);
    }

    private static String order(Pageable page) {
        Stream<String> wished = page.getSort().stream()
                .filter(o -> SORTABLE.containsKey(o.getProperty()))
                .map(o -> SORTABLE.get(o.getProperty()) + (o.isAscending() ? " asc" : " desc"));
        return Stream.concat(wished, Stream.of("u.name asc")).collect(Collectors.joining(", "));
    }

    private Account account(ResultSet r) throws SQLException {
        Instant now = clock.instant();
        return new Account(
                new UserId(r.getObject("id", UUID.class)),
                r.getString("name"),
                r.getString("display_name"),
                r.getBoolean("enabled"),
                Optional.ofNullable(r.getString("platform_role")).map(Role::valueOf),
                r.getBoolean("has_password"),
                r.getBoolean("password_temporary"),
                r.getBoolean("second_factor"),
                instant(r.getObject("blocked_until", LocalDateTime.class)).filter(now::isBefore),
                r.getInt("sessions"),
                r.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                instant(r.getObject("last_sign_in_at", LocalDateTime.class)));
    }

    private static Optional<Instant> instant(@Nullable LocalDateTime at) {
        return Optional.ofNullable(at).map(t -> t.toInstant(ZoneOffset.UTC));
    }
}
