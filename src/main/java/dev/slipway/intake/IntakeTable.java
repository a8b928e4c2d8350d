package dev.slipway.intake;

import dev.slipway.catalog.ImageSignature;
import dev.slipway.intake.guard.Findings;
import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.SigningKeyId;
import dev.slipway.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class IntakeTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    IntakeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes one of the owner's places. @return false if all are taken */
    boolean add(Intake intake, int places) {
        for (int place = 1; place <= places; place++) {
            boolean taken = jdbc.sql("select count(*) from intake where owner_id = ? and place = ?")
                            .params(intake.owner().value(), place)
                            .query(Integer.class)
                            .single()
                    > 0;
            if (!taken && insert(intake, place)) {
                return true;
            }
        }
        return false;
    }

    private boolean insert(Intake intake, int place) {
        try {
            jdbc.sql("""
                insert into intake (id, state, owner_id, owner_name, place, file_name, bytes, received, modified, url,
                    expected, checksum_url, signing_key_id, signature_url, created_at, touched_at)
                values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)\
                """)
                    .param(intake.id().value())
                    .param(intake.state().name())
                    .param(intake.owner().value())
                    .param(intake.ownerName())
                    .param(place)
                    .param(intake.fileName())
                    .param(intake.bytes().isPresent() ? intake.bytes().getAsLong() : null)
                    .param(intake.modified().orElse(null))
                    .param(intake.url().orElse(null))
                    .param(intake.expected().map(Checksum::toString).orElse(null))
                    .param(intake.checksumUrl().orElse(null))
                    .param(intake.signature().map(wish -> wish.key().value()).orElse(null))
                    .param(intake.signature().flatMap(SignatureWish::url).orElse(null))
                    .param(utc(intake.createdAt()))
                    .param(utc(intake.touchedAt()))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<Intake> find(IntakeId id) {
        return jdbc.sql("select * from intake where id = ?")
                .param(id.value())
                .query(IntakeTable::intake)
                .optional();
    }

    /** The newest first. */
    List<Intake> all() {
        return jdbc.sql("select * from intake order by created_at desc, id")
                .query(IntakeTable::intake)
                .list();
    }

    /** Those that nothing happened to since then. */
    List<Intake> untouchedSince(Instant then) {
        return jdbc.sql("select * from intake where touched_at < ? and state <> 'CHECKING'")
                .param(utc(then))
                .query(IntakeTable::intake)
                .list();
    }

    /** What others may still send, which this disk has to have room for. */
    long outstanding() {
        return jdbc.sql("select coalesce(sum(bytes - received), 0) from intake where bytes is not null"
                        + " and (state = 'RECEIVING' or state = 'CHECKING')")
                .query(Long.class)
                .single();
    }

    void received(IntakeId id, long received) {
        jdbc.sql("update intake set received = ?, touched_at = ? where id = ? and state in ('RECEIVING', 'CHECKING')")
                .params(received, now(), id.value())
                .update();
    }

    /** What a server says of a file that is fetched. */
    void sized(IntakeId id, OptionalLong bytes) {
        jdbc.sql("update intake set bytes = ?, touched_at = ? where id = ?")
                .param(bytes.isPresent() ? bytes.getAsLong() : null)
                .param(now())
                .param(id.value())
                .update();
    }

    /** By what a server knows the file again. */
    void tagged(IntakeId id, @Nullable String tag) {
        jdbc.sql("update intake set modified = ? where id = ?")
                .param(tag)
                .param(id.value())
                .update();
    }

    void expect(IntakeId id, Checksum checksum) {
        jdbc.sql("update intake set expected = ? where id = ?")
                .params(checksum.toString(), id.value())
                .update();
    }

    void signed(IntakeId id, ImageSignature signed) {
        jdbc.sql("update intake set signed_key_name = ?, signed_owner = ?, signed_fingerprint = ?, signed_of = ?,"
                        + " signed_at = ? where id = ?")
                .params(
                        signed.keyName(),
                        signed.owner(),
                        signed.fingerprint(),
                        signed.of().name(),
                        utc(signed.at()),
                        id.value())
                .update();
    }

    void digested(IntakeId id, @Nullable String sha256) {
        jdbc.sql("update intake set sha256 = ? where id = ?")
                .param(sha256)
                .param(id.value())
                .update();
    }

    void found(IntakeId id, Findings found) {
        jdbc.sql("update intake set format = ?, virtual_bytes = ?, label = ?, uefi = ?, bios = ? where id = ?")
                .params(
                        found.format().name(),
                        found.virtualBytes(),
                        found.label(),
                        found.startsByUefi(),
                        found.startsByBios(),
                        id.value())
                .update();
    }

    void mastered(IntakeId id, Intake.Master master) {
        jdbc.sql("update intake set master_sha256 = ?, master_bytes = ?, converted = ? where id = ?")
                .params(master.sha256(), master.bytes(), master.converted(), id.value())
                .update();
    }

    /** Gives the place back, for others of the same person. */
    void leavePlace(IntakeId id) {
        jdbc.sql("update intake set place = null where id = ?")
                .param(id.value())
                .update();
    }

    /** @return false if it was in another state, or is gone */
    boolean become(IntakeId id, IntakeState from, IntakeState to, Optional<String> problem) {
        if (!from.canBecome(to)) {
            throw new IllegalStateException(from + " never becomes " + to);
        }
        return jdbc.sql("update intake set state = ?, problem = ?, touched_at = ? where id = ? and state = ?")
                        .param(to.name())
                        .param(problem.orElse(null))
                        .param(now())
                        .param(id.value())
                        .param(from.name())
                        .update()
                == 1;
    }

    boolean delete(IntakeId id) {
        return jdbc.sql("delete from intake where id = ? and state <> 'CHECKING'")
                        .param(id.value())
                        .update()
                == 1;
    }

    private LocalDateTime now() {
        return utc(clock.instant());
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    private static Optional<SignatureWish> wish(ResultSet row) throws SQLException {
        var key = row.getObject("signing_key_id", UUID.class);
        return key == null
                ? Optional.empty()
                : Optional.of(
                        new SignatureWish(new SigningKeyId(key), Optional.ofNullable(row.getString("signature_url"))));
    }

    private static Optional<ImageSignature> signed(ResultSet row) throws SQLException {
        var fingerprint = row.getString("signed_fingerprint");
        return fingerprint == null
                ? Optional.empty()
                : Optional.of(new ImageSignature(
                        row.getString("signed_key_name"),
                        row.getString("signed_owner"),
                        fingerprint,
                        ImageSignature.Of.valueOf(row.getString("signed_of")),
                        instant(row.getObject("signed_at", LocalDateTime.class))));
    }

    private static Intake intake(ResultSet row, int n) throws SQLException {
        var format = Optional.ofNullable(row.getString("format"));
        var master = Optional.ofNullable(row.getString("master_sha256"));
        long bytes = row.getLong("bytes");
        var size = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
        var found = format.isEmpty()
                ? Optional.<Findings>empty()
                : Optional.of(new Findings(
                        ImageFormat.valueOf(format.get()),
                        row.getLong("virtual_bytes"),
                        row.getString("label"),
                        row.getBoolean("uefi"),
                        row.getBoolean("bios")));
        var of = master.isEmpty()
                ? Optional.<Intake.Master>empty()
                : Optional.of(
                        new Intake.Master(master.get(), row.getLong("master_bytes"), row.getBoolean("converted")));
        return new Intake(
                new IntakeId(row.getObject("id", UUID.class)),
                IntakeState.valueOf(row.getString("state")),
                new UserId(row.getObject("owner_id", UUID.class)),
                row.getString("owner_name"),
                row.getString("file_name"),
                size,
                row.getLong("received"),
                Optional.ofNullable(row.getString("modified")),
                Optional.ofNullable(row.getString("url")),
                Optional.ofNullable(row.getString("expected")).map(Checksum::parse),
                Optional.ofNullable(row.getString("checksum_url")),
                wish(row),
                signed(row),
                Optional.ofNullable(row.getString("sha256")),
                of,
                found,
                Optional.ofNullable(row.getString("problem")),
                instant(row.getObject("created_at", LocalDateTime.class)),
                instant(row.getObject("touched_at", LocalDateTime.class)));
    }
}
