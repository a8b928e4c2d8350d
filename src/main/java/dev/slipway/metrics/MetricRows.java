package dev.slipway.metrics;

import dev.slipway.metrics.MetricSample.Used;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code metric_sample}. Samples of a minute end at whole minutes; what two nodes write at once is one row. */
@Component
class MetricRows {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private static final int AT_ONCE = 250;
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String COLUMNS =
            "subject, seconds, at, cpu_milli, memory_mib, read_bps, written_bps, received_bps, sent_bps";
    private static final String REPLACING = " on duplicate key update cpu_milli = values(cpu_milli),"
            + " memory_mib = values(memory_mib), read_bps = values(read_bps), written_bps = values(written_bps),"
            + " received_bps = values(received_bps), sent_bps = values(sent_bps)";

    private static final String BUSY =
            "cpu_milli >= " + Idle.MOST_CPU_MILLI + " or received_bps + sent_bps >= " + Idle.MOST_NETWORK_BPS;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    MetricRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Some hundreds by one statement: each of its own would cost more than all they say, in a batch of the driver's too. */
    void add(Instant at, Map<UUID, Used> averages) {
        var minute = utc(at.truncatedTo(ChronoUnit.MINUTES)).toString();
        var all =
                averages.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            template.update(
                    "insert into metric_sample (" + COLUMNS + ") values "
                            + String.join(", ", Collections.nCopies(some.size(), VALUES)) + REPLACING,
                    statement -> fill(statement, minute, some));
        }
    }

    /** Straight into the statement, and as text what would be text on the wire: there may be thousands of rows a second. */
    private static void fill(PreparedStatement statement, String minute, List<Map.Entry<UUID, Used>> rows)
            throws SQLException {
        int n = 0;
        for (var row : rows) {
            var used = row.getValue();
            statement.setString(++n, row.getKey().toString());
            statement.setLong(++n, MINUTE.toSeconds());
            statement.setString(++n, minute);
            statement.setInt(++n, used.cpuMilli());
            statement.setLong(++n, used.memoryMib());
            statement.setLong(++n, used.readBps());
            statement.setLong(++n, used.writtenBps());
            statement.setLong(++n, used.receivedBps());
            statement.setLong(++n, used.sentBps());
        }
    }

    /** The half hour that ends then, of all who have minutes in it. */
    void sumUp(Instant end) {
        jdbc.sql("insert into metric_sample (" + COLUMNS + ") select subject, :long, :end, avg(cpu_milli),"
                        + " avg(memory_mib), avg(read_bps), avg(written_bps), avg(received_bps), avg(sent_bps)"
                        + " from metric_sample where seconds = :short and at > :begin and at <= :end group by subject"
                        + REPLACING)
                .param("long", HALF_HOUR.toSeconds())
                .param("short", MINUTE.toSeconds())
                .param("begin", utc(end.minus(HALF_HOUR)))
                .param("end", utc(end))
                .update();
    }

    boolean isSummedUp(Instant end) {
        return jdbc.sql("select exists (select 1 from metric_sample where seconds = ? and at = ?)")
                .params(HALF_HOUR.toSeconds(), utc(end))
                .query(Boolean.class)
                .single();
    }

    /** In the order of time; half hours as long as there are, minutes from there on. */
    List<MetricSample> read(UUID subject, Instant from, Instant until) {
        return jdbc.sql("select * from metric_sample where subject = :subject and at > :from and at <= :until and"
                        + " (seconds = :long or seconds = :short and at > coalesce((select max(h.at) from"
                        + " metric_sample h where h.subject = :subject and h.seconds = :long and h.at <= :until),"
                        + " :from)) order by at")
                .param("subject", subject)
                .param("from", utc(from))
                .param("until", utc(until))
                .param("long", HALF_HOUR.toSeconds())
                .param("short", MINUTE.toSeconds())
                .query((row, n) -> sample(row))
                .list();
    }

    /** Those of these that have nearly all half hours since then, and none in which much was used. */
    Set<UUID> idle(Collection<UUID> subjects, Instant from, Instant until) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        double all = (double) Duration.between(from, until).dividedBy(HALF_HOUR);
        return jdbc.sql("select subject from metric_sample where subject in (:subjects) and seconds = :long"
                        + " and at > :from and at <= :until group by subject having count(*) >= :least"
                        + " and max(" + BUSY + ") = 0")
                .param("subjects", subjects)
                .param("long", HALF_HOUR.toSeconds())
                .param("from", utc(from))
                .param("until", utc(until))
                .param("least", all * Idle.LEAST_WATCHED)
                .query((row, n) -> UUID.fromString(row.getString(1)))
                .set();
    }

    /** When it was last not so, or the first half hour that is kept began. */
    Instant idleSince(UUID subject) {
        return jdbc.sql("select coalesce(max(if(" + BUSY + ", at, null)), min(at) - interval :long second) as since"
                        + " from metric_sample where subject = :subject and seconds = :long")
                .param("long", HALF_HOUR.toSeconds())
                .param("subject", subject)
                .query((row, n) -> row.getObject("since", LocalDateTime.class).toInstant(ZoneOffset.UTC))
                .single();
    }

    /** Minutes only, in the order of time. */
    List<MetricSample> readMinutes(UUID subject, Instant from, Instant until) {
        return jdbc.sql(
                        "select * from metric_sample where subject = ? and seconds = ? and at > ? and at <= ? order by at")
                .params(subject, MINUTE.toSeconds(), utc(from), utc(until))
                .query((row, n) -> sample(row))
                .list();
    }

    /** Some of those from before; 0 if there are none left. */
    int forget(Duration over, Instant before) {
        return jdbc.sql("delete from metric_sample where seconds = ? and at < ? limit " + FORGOTTEN_AT_ONCE)
                .params(over.toSeconds(), utc(before))
                .update();
    }

    private static MetricSample sample(ResultSet row) throws SQLException {
        return new MetricSample(
                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                Duration.ofSeconds(row.getLong("seconds")),
                new Used(
                        row.getInt("cpu_milli"),
                        row.getLong("memory_mib"),
                        row.getLong("read_bps"),
                        row.getLong("written_bps"),
                        row.getLong("received_bps"),
                        row.getLong("sent_bps")));
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
