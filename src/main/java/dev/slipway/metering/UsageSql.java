package dev.slipway.metering;

import dev.slipway.quota.ChargeHistory;
import dev.slipway.quota.Dimension;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of statements. */
final class UsageSql {
    static final String AMOUNTS = each("%1$s");
    static final String SUMS = each("coalesce(sum(%1$s), 0) as %1$s");
    /** Keeps the charges of VMs that a project paid for at any time in the span, whoever paid besides. */
    static final String OF_PROJECT = " where subject in (select subject from quota_charge where project_id = :project"
            + " union select subject from quota_period where project_id = :project and ended_at > :from)";

    private static final String FROM = "cast(:from as datetime(6))";
    private static final String UNTIL = "cast(:until as datetime(6))";

    private UsageSql() {}

    static String column(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    static String slices() {
        return slices("");
    }

    /**
     * What each VM was charged between {@code :from} and {@code :until}, by payer. Charges of one kind and VM follow each
     * other, so each begins when the one before has ended at the earliest: where nodes with different clocks wrote that
     * they overlap, the time is counted once.
     */
    static String slices(String which) {
        String before = "max(ended_at) over (partition by kind, subject order by seq"
                + " rows between unbounded preceding and 1 preceding)";
        String begins = "greatest(started_at, " + FROM + ", coalesce(before_end, " + FROM + "))";
        return "select subject as vm_id, project_id, member_id, tenant_id, "
                + each("sum(cast(%1$s as decimal(20, 0)) * us) as %1$s")
                + " from (select ordered.*, timestampdiff(microsecond, " + begins + ", least(ended_at, " + UNTIL
                + ")) as us"
                + " from (select facts.*, " + before + " as before_end from (" + ChargeHistory.SQL + ") as facts"
                + which
                + ") as ordered) as slices where us > 0 group by subject, project_id, member_id, tenant_id";
    }

    /** @param pattern with {@code %1$s} for the column */
    static String each(String pattern) {
        return Arrays.stream(Dimension.values())
                .map(d -> String.format(pattern, column(d)))
                .collect(Collectors.joining(", "));
    }

    static Consumption read(ResultSet r) throws SQLException {
        Map<Dimension, BigInteger> micros = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            micros.put(d, r.getBigDecimal(column(d)).toBigIntegerExact());
        }
        return new Consumption(micros);
    }
}
