package dev.slipway.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of hours. An hour is written in one transaction and never touched again. */
@Component
class HourRows {
    static final Duration HOUR = Duration.ofHours(1);
    static final String VM_HOUR = "select vm_id, project_id, member_id, tenant_id, " + UsageSql.AMOUNTS
            + " from metering_vm_hour where hour_at = :from";
    static final String PROJECT_SUMS = "select project_id, hour_at, tenant_id, " + UsageSql.SUMS
            + " from metering_vm_hour where hour_at = :from group by project_id, hour_at, tenant_id";
    /** Rows, totals, and a sum of hashes that does not depend on the order of rows. */
    static final String TOTALS = "select count(*) as vm_rows, " + UsageSql.SUMS
            + ", coalesce(bit_xor(cast(conv(left(sha2(concat_ws('|', hour_at, vm_id, project_id, member_id, tenant_id, "
            + UsageSql.AMOUNTS + "), 256), 15), 16, 10) as unsigned)), 0) as checksum"
            + " from metering_vm_hour where hour_at = :from";

    private final JdbcClient jdbc;

    HourRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The end of the last hour that is closed. */
    Optional<Instant> closedUntil() {
        return jdbc.sql("select max(hour_at) from metering_hour")
                .query((r, i) -> Optional.ofNullable(r.getObject(1, LocalDateTime.class)))
                .single()
                .map(at -> Utc.instant(at).plus(HOUR));
    }

    List<Instant> lastClosed(int most) {
        return jdbc.sql("select hour_at from metering_hour order by hour_at desc limit ?")
                .param(most)
                .query((r, i) -> Utc.instant(r.getObject(1, LocalDateTime.class)))
                .list();
    }

    /** The hour in which the first charge began. */
    Optional<Instant> firstHour() {
        return jdbc.sql("select min(at) from (select min(started_at) as at from quota_period"
                        + " union all select min(charged_at) from quota_charge) as firsts")
                .query((r, i) -> Optional.ofNullable(r.getObject(1, LocalDateTime.class)))
                .single()
                .map(at -> Utc.instant(at).truncatedTo(ChronoUnit.HOURS));
    }

    /** Makes others wait who want to close the same hour, until this transaction ends. False if it is closed. */
    boolean begin(Instant hour, Instant now) {
        return 1
                == jdbc.sql("insert ignore into metering_hour (hour_at, closed_at) values (:from, :now)")
                        .param("from", Utc.column(hour))
                        .param("now", Utc.column(now))
                        .update();
    }

    void write(Instant hour) {
        run(
                "insert into metering_vm_hour (hour_at, vm_id, project_id, member_id, tenant_id, " + UsageSql.AMOUNTS
                        + ") select cast(:from as datetime), vm_id, project_id, member_id, tenant_id, "
                        + UsageSql.AMOUNTS
                        + " from (" + UsageSql.slices() + ") as charged",
                hour);
        run(
                "insert into metering_project_hour (project_id, hour_at, tenant_id, " + UsageSql.AMOUNTS + ") "
                        + PROJECT_SUMS,
                hour);
        run(
                "update metering_hour h join (" + TOTALS + ") as t set h.vm_rows = t.vm_rows, h.checksum = t.checksum, "
                        + UsageSql.each("h.%1$s = t.%1$s") + " where h.hour_at = :from",
                hour);
    }

    private void run(String sql, Instant hour) {
        jdbc.sql(sql)
                .param("from", Utc.column(hour))
                .param("until", Utc.column(hour.plus(HOUR)))
                .update();
    }
}
