package dev.slipway.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who comes with a token: read before every request of the API, so without entities, which cost several times as much. */
@Component
class BearerTable {
    private final JdbcClient jdbc;

    BearerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Token(UUID id, UUID user, String secretHash, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {
        boolean isGood(TokenSecret secret, Instant now) {
            return secret.matches(secretHash)
                    && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
        }

        boolean wasUsedSince(Instant then) {
            return lastUsedAt.filter(then::isBefore).isPresent();
        }
    }

    /** Those whose secret starts so and whose owner may sign in, with a password of their own choice if they have one here. */
    List<Token> startingWith(String prefix) {
        return jdbc.sql("select t.id, t.user_id, t.secret_hash, t.expires_at, t.last_used_at from api_token t"
                        + " join user_account u on u.id = t.user_id"
                        + " where t.prefix = ? and u.enabled and not u.password_temporary")
                .param(prefix)
                .query((row, n) -> token(row))
                .list();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("secret_hash"),
                instant(row.getObject("expires_at", LocalDateTime.class)),
                instant(row.getObject("last_used_at", LocalDateTime.class)));
    }

    private static Optional<Instant> instant(@Nullable LocalDateTime utc) {
        return Optional.ofNullable(utc).map(time -> time.toInstant(ZoneOffset.UTC));
    }
}
