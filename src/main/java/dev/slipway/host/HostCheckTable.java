package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs of the check list, line by line. */
@Component
class HostCheckTable {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int LONGEST = 1000;

    private final JdbcClient jdbc;

    HostCheckTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(HostCheckId id, Optional<HostId> host, HostDraft draft, Instant now, Duration limit) {
        jdbc.sql("delete from host_check where started_at < ?")
                .param(HostTable.utc(now.minus(KEPT)))
                .update();
        host.ifPresent(known -> jdbc.sql("delete from host_check where host_id = ? and ended_at is not null")
                .param(known.value())
                .update());
        jdbc.sql("""
            insert into host_check
                (id, host_id, name, uri, credential_id, host_key, pool_path, forced_acceleration, started_at, ends_by)
            values (:id, :host, :name, :uri, :credential, :hostKey, :path, :forced, :now, :by)\
            """)
                .param("id", id.value())
                .param("host", host.map(HostId::value).orElse(null))
                .param("name", draft.name())
                .param("uri", draft.connection().uri())
                .param("credential", draft.connection().credential().orElse(null))
                .param("hostKey", draft.connection().hostKey().orElse(null))
                .param("path", draft.poolPath())
                .param("forced", HostTable.name(draft.forced()))
                .param("now", HostTable.utc(now))
                .param("by", HostTable.utc(now.plus(limit)))
                .update();
        for (var kind : CheckKind.values()) {
            jdbc.sql("insert into host_check_line (check_id, kind, result) values (?, ?, ?)")
                    .params(id.value(), kind.name(), CheckResult.WAITING.name())
                    .update();
        }
    }

    void write(HostCheckId id, CheckLine line) {
        jdbc.sql("""
            update host_check_line set result = :result, finding = :finding, remedy = :remedy
            where check_id = :id and kind = :kind\
            """)
                .param("result", line.result().name())
                .param("finding", shortened(line.finding()))
                .param("remedy", line.remedy().map(HostCheckTable::shortened).orElse(null))
                .param("id", id.value())
                .param("kind", line.kind().name())
                .update();
    }

    void showed(HostCheckId id, String hostKey) {
        jdbc.sql("update host_check set host_key = ? where id = ?")
                .params(hostKey, id.value())
                .update();
    }

    void end(HostCheckId id, Instant now) {
        jdbc.sql("update host_check set ended_at = ? where id = ?")
                .params(HostTable.utc(now), id.value())
                .update();
    }

    void became(HostCheckId id, HostId host) {
        jdbc.sql("update host_check set host_id = ? where id = ?")
                .params(host.value(), id.value())
                .update();
    }

    Optional<HostCheck> find(HostCheckId id, Instant now) {
        return jdbc.sql("select * from host_check where id = ?")
                .param(id.value())
                .query((row, n) -> check(row, now))
                .optional();
    }

    Optional<HostCheck> latest(HostId host, Instant now) {
        return jdbc.sql("select * from host_check where host_id = ? order by started_at desc limit 1")
                .param(host.value())
                .query((row, n) -> check(row, now))
                .optional();
    }

    private HostCheck check(ResultSet row, Instant now) throws SQLException {
        var id = new HostCheckId(row.getObject("id", UUID.class));
        var late = !HostTable.utc(now).isBefore(row.getObject("ends_by", LocalDateTime.class));
        var lines = lines(id);
        return new HostCheck(
                id,
                Optional.ofNullable(row.getObject("host_id", UUID.class)).map(HostId::new),
                new HostDraft(
                        row.getString("name"),
                        HostTable.connection(row),
                        row.getString("pool_path"),
                        Optional.ofNullable(row.getString("forced_acceleration"))
                                .map(Acceleration::valueOf)),
                late ? lines.stream().map(HostCheckTable::neverEnded).toList() : lines,
                row.getObject("started_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                late || row.getObject("ended_at", LocalDateTime.class) != null);
    }

    /** The node that was at it has ended, or lost the database. */
    private static CheckLine neverEnded(CheckLine line) {
        return line.result().isFinal()
                ? line
                : CheckLine.failed(line.kind(), "The portal was stopped while it looked.", "Check again.");
    }

    private List<CheckLine> lines(HostCheckId id) {
        Map<CheckKind, CheckLine> found = new HashMap<>();
        jdbc.sql("select * from host_check_line where check_id = ?")
                .param(id.value())
                .query((row, n) -> new CheckLine(
                        CheckKind.valueOf(row.getString("kind")),
                        CheckResult.valueOf(row.getString("result")),
                        row.getString("finding"),
                        Optional.ofNullable(row.getString("remedy"))))
                .list()
                .forEach(line -> found.put(line.kind(), line));
        return Arrays.stream(CheckKind.values())
                .flatMap(kind -> Optional.ofNullable(found.get(kind)).stream())
                .toList();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
