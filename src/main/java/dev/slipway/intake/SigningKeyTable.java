package dev.slipway.intake;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.SigningKeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code signing_key}. */
@Component
class SigningKeyTable {
    private final JdbcClient jdbc;

    SigningKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            SigningKeyId id,
            String name,
            String owner,
            String fingerprint,
            String armoured,
            String addedBy,
            Instant addedAt) {}

    /** @throws Conflict if there is one of that name, or this very key */
    void add(Row row) {
        try {
            jdbc.sql("insert into signing_key (id, name, owner, fingerprint, armoured, added_by, added_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            row.id().value(),
                            row.name(),
                            row.owner(),
                            row.fingerprint(),
                            row.armoured(),
                            row.addedBy(),
                            LocalDateTime.ofInstant(row.addedAt(), ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "signing-key-exists",
                    "There is a key of that name already, or this very key under another one. Remove it first if this one"
                            + " is to take its place.");
        }
    }

    Optional<Row> find(SigningKeyId id) {
        return jdbc.sql("select * from signing_key where id = ?")
                .param(id.value())
                .query(SigningKeyTable::row)
                .optional();
    }

    List<Row> all() {
        return jdbc.sql("select * from signing_key order by name")
                .query(SigningKeyTable::row)
                .list();
    }

    void delete(SigningKeyId id) {
        jdbc.sql("delete from signing_key where id = ?").param(id.value()).update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                new SigningKeyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("owner"),
                row.getString("fingerprint"),
                row.getString("armoured"),
                row.getString("added_by"),
                row.getObject("added_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
