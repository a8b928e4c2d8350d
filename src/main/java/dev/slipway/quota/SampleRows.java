package dev.slipway.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code quota_sample}. */
@Component
class SampleRows {
    private static final int FORGOTTEN_AT_ONCE = 5000;
    private static final List<String> COLUMNS = Stream.of("used_", "limit_")
            .flatMap(kind -> Arrays.stream(Dimension.values()).map(d -> kind + NodeSql.column(d)))
            .toList();
    private static final String ADD = add();
    private static final String NODE = " where tenant_id = ? and project_id = ? and member_id = ? ";

    private final JdbcClient jdbc;

    SampleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes how every node stands that has changed since its last sample, or has none since {@code hour}. Twice is as
     * good as once.
     */
    void add(Instant bucket, Instant hour) {
        jdbc.sql(ADD).param("bucket", utc(bucket)).param("hour", utc(hour)).update();
    }

    private static String add() {
        String same = " s.tenant_id = n.tenant_id and s.project_id = n.project_id and s.member_id = n.member_id";
        return "insert into quota_sample (tenant_id, project_id, member_id, at, " + each("%1$s") + ") select"
                + " n.tenant_id, n.project_id, n.member_id, :bucket, " + each("n.%1$s")
                + " from quota_node n left join quota_sample l on l.tenant_id = n.tenant_id and l.project_id ="
                + " n.project_id and l.member_id = n.member_id and l.at = (select max(s.at) from quota_sample s where"
                + same + ") where l.at is null or l.at < :hour or not ("
                + COLUMNS.stream().map(c -> "l." + c + " <=> n." + c).collect(Collectors.joining(" and "))
                + ") order by n.tenant_id, n.project_id, n.member_id on duplicate key update "
                + each("%1$s = values(%1$s)");
    }

    private static String each(String pattern) {
        return COLUMNS.stream().map(c -> String.format(pattern, c)).collect(Collectors.joining(", "));
    }

    /** In the order of time: those of that span, and the one that held at its beginning. */
    List<QuotaSample> read(NodeKey node, Instant from, Instant until) {
        return jdbc.sql("select * from quota_sample" + NODE
                        + "and at < ? and at >= coalesce((select max(at) from quota_sample" + NODE
                        + "and at <= ?), ?) order by at")
                .params(
                        node.tenant(),
                        node.project(),
                        node.member(),
                        utc(until),
                        node.tenant(),
                        node.project(),
                        node.member(),
                        utc(from),
                        utc(from))
                .query((r, i) -> sample(r))
                .list();
    }

    /** Some of those from before; 0 if there are none left. */
    int forget(Instant before) {
        return jdbc.sql("delete from quota_sample where at < ? limit " + FORGOTTEN_AT_ONCE)
                .param(utc(before))
                .update();
    }

    private static QuotaSample sample(ResultSet r) throws SQLException {
        Standing standing = NodeRows.standing(r);
        return new QuotaSample(
                r.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC), standing.used(), standing.limits());
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
