package dev.slipway.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables {@code audit_chain} and {@code audit_link}, and what of an entry a hash covers: all of it. */
@Component
class ChainRows {
    static final byte[] START = new byte[32];
    private static final List<String> COVERED = List.of(
            "id",
            "at",
            "actor_id",
            "actor_name",
            "origin",
            "action",
            "target_type",
            "target_id",
            "target_name",
            "project_id",
            "tenant_id",
            "outcome",
            "code",
            "detail");

    private final JdbcTemplate jdbc;

    ChainRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Link(long seq, byte[] hash) {}

    /** An entry's columns, as they are stored; empty if there is no such entry. */
    record Entry(long id, Instant at, byte[] content) {}

    record Linked(Link link, long entry, Optional<Entry> found) {}

    UUID chainId() {
        return java.util.Objects.requireNonNull(jdbc.queryForObject("select chain_id from audit_chain", UUID.class));
    }

    /** Makes other nodes wait until the transaction ends. */
    void lock() {
        jdbc.queryForObject("select single from audit_chain where single = 1 for update", Integer.class);
    }

    Link head() {
        return jdbc.query("select seq, hash from audit_link order by seq desc limit 1", (r, i) -> link(r)).stream()
                .findFirst()
                .orElse(new Link(0, START));
    }

    Optional<byte[]> hashOf(long seq) {
        return jdbc.query("select hash from audit_link where seq = ?", (r, i) -> r.getBytes(1), seq).stream()
                .findFirst();
    }

    boolean goesThrough(ChainAnchor anchor) {
        return hashOf(anchor.entries())
                .filter(hash -> HexFormat.of().formatHex(hash).equals(anchor.hash()))
                .isPresent();
    }

    /** Those committed so far with an id above, in the order of their ids. */
    List<Entry> unlinked(long above, int most) {
        return jdbc.query(
                "select e.* from audit_entry e left join audit_link l on l.entry_id = e.id"
                        + " where e.id > ? and l.entry_id is null order by e.id limit ?",
                (r, i) -> entry(r),
                above,
                most);
    }

    long countUnlinked(Instant toldBefore) {
        Long count = jdbc.queryForObject(
                "select count(*) from audit_entry e left join audit_link l on l.entry_id = e.id"
                        + " where l.entry_id is null and e.at < ?",
                Long.class,
                LocalDateTime.ofInstant(toldBefore, ZoneOffset.UTC));
        return count == null ? 0 : count;
    }

    long lastLinkedEntry() {
        Long last = jdbc.queryForObject("select max(entry_id) from audit_link", Long.class);
        return last == null ? 0 : last;
    }

    void add(List<Linked> links) {
        jdbc.batchUpdate(
                "insert into audit_link (seq, entry_id, hash) values (?, ?, ?)",
                links.stream()
                        .map(l -> new Object[] {
                            l.link().seq(), l.entry(), l.link().hash()
                        })
                        .toList());
    }

    List<Linked> after(long seq, int most) {
        return jdbc.query(
                "select l.seq, l.hash, l.entry_id, e.* from audit_link l left join audit_entry e on e.id = l.entry_id"
                        + " where l.seq > ? order by l.seq limit ?",
                (r, i) -> new Linked(
                        link(r),
                        r.getLong("entry_id"),
                        r.getObject("at") == null ? Optional.empty() : Optional.of(entry(r))),
                seq,
                most);
    }

    static byte[] hash(byte[] before, long seq, byte[] content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(before);
            sha.update((seq + "\n").getBytes(StandardCharsets.US_ASCII));
            return sha.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Link link(ResultSet r) throws SQLException {
        return new Link(r.getLong("seq"), r.getBytes("hash"));
    }

    private static Entry entry(ResultSet r) throws SQLException {
        LocalDateTime at = r.getObject("at", LocalDateTime.class);
        return new Entry(r.getLong("id"), at.toInstant(ZoneOffset.UTC), content(r, at));
    }

    /** Each column with its length before it, so that no two different entries make the same bytes. */
    private static byte[] content(ResultSet r, LocalDateTime at) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String column : COVERED) {
                @Nullable String value = column.equals("at") ? at.toString() : r.getString(column);
                byte[] text = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                out.writeInt(value == null ? -1 : text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
