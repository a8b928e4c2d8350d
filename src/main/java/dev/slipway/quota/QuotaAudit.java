package dev.slipway.quota;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The continuous proof that every node's total is the sum of its charges. Finds and tells; never corrects, since a wrong
 * number is a bug whose trace a correction would wipe out.
 *
 * <p>One single statement reads both tables, and under READ_COMMITTED a statement reads one snapshot: a charge that
 * commits meanwhile is seen in the ledger and in the totals, or in neither. That is the rule; with many charges a second on a
 * starved processor MariaDB 10.11 shows, about once in a minute, what fits a charge that is just being refused and taken back,
 * also in a transaction of one snapshot, while nothing is wrong with any total. So what is found has to be found once more at
 * once: a wrong total stays wrong.
 */
@Component
class QuotaAudit {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaAudit.class);
    private static final String NIL = "cast('00000000-0000-0000-0000-000000000000' as uuid)";
    private static final String COMPARE = compare();

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile Finding last;

    QuotaAudit(JdbcTemplate jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.last = new Finding(clock.instant(), List.of());
        Gauge.builder(
                        "slipway.quota.mismatches",
                        this,
                        audit -> audit.last.mismatches().size())
                .description("Quota totals that are not the sum of their charges; anything but 0 is a bug")
                .register(meters);
    }

    /** What was found wrong at that moment, as lines for the operator. */
    record Finding(Instant at, List<String> mismatches) {}

    Finding last() {
        return last;
    }

    @Scheduled(fixedDelayString = "${slipway.quota.audit-every:PT30S}", initialDelayString = "PT1S")
    void look() {
        Instant at = clock.instant();
        List<String> mismatches = confirmed();
        if (!mismatches.isEmpty() && !mismatches.equals(last.mismatches())) {
            LOG.error("Quota totals differ from their charges; nothing is corrected, please report: {}", mismatches);
        }
        last = new Finding(at, mismatches);
    }

    private List<String> confirmed() {
        Map<NodeKey, String> first = mismatches();
        if (first.isEmpty()) {
            return List.of();
        }
        Map<NodeKey, String> second = mismatches();
        second.keySet().retainAll(first.keySet());
        if (second.size() < first.size()) {
            LOG.info("Quota totals seemed to differ from their charges at one look, and not at the next: {}", first);
        }
        return List.copyOf(second.values());
    }

    private Map<NodeKey, String> mismatches() {
        Map<NodeKey, String> found = new LinkedHashMap<>();
        jdbc.query(COMPARE, (RowCallbackHandler) r -> found.put(node(r), words(r)));
        return found;
    }

    private static NodeKey node(ResultSet r) throws SQLException {
        return NodeKey.read(
                r.getObject("tenant_id", UUID.class),
                r.getObject("project_id", UUID.class),
                r.getObject("member_id", UUID.class));
    }

    private static String words(ResultSet r) throws SQLException {
        StringBuilder words = new StringBuilder(node(r).toString()).append(':');
        for (Dimension d : Dimension.values()) {
            @Nullable String used = r.getString("used_" + NodeSql.column(d));
            String charged = r.getString("charged_" + NodeSql.column(d));
            if (!charged.equals(used)) {
                words.append(' ')
                        .append(d.words())
                        .append(" used ")
                        .append(used)
                        .append(" charged ")
                        .append(charged);
            }
        }
        return words.toString();
    }

    /** Totals against sums on all three levels, then sums for which there is no node at all. */
    private static String compare() {
        String sums = each("sum(%1$s) as %1$s", ", ");
        String charged = "charged as (select tenant_id, coalesce(project_id, " + NIL + ") as project_id,"
                + " coalesce(member_id, " + NIL + ") as member_id, " + each("%1$s", ", ")
                + " from (select tenant_id, project_id, member_id, " + sums
                + " from quota_charge group by tenant_id, project_id, member_id with rollup) as levels"
                + " where tenant_id is not null)";
        String same = " on n.tenant_id = c.tenant_id and n.project_id = c.project_id and n.member_id = c.member_id";
        return "with " + charged
                + " select n.tenant_id, n.project_id, n.member_id, "
                + each("n.used_%1$s as used_%1$s, coalesce(c.%1$s, 0) as charged_%1$s", ", ")
                + " from quota_node n left join charged c" + same
                + " where " + each("n.used_%1$s <> coalesce(c.%1$s, 0)", " or ")
                + " union all select c.tenant_id, c.project_id, c.member_id, "
                + each("null as used_%1$s, c.%1$s as charged_%1$s", ", ")
                + " from charged c left join quota_node n" + same
                + " where n.tenant_id is null and (" + each("c.%1$s > 0", " or ") + ")"
                + " limit 100";
    }

    private static String each(String pattern, String separator) {
        return Arrays.stream(Dimension.values())
                .map(d -> String.format(pattern, NodeSql.column(d)))
                .collect(Collectors.joining(separator));
    }
}
