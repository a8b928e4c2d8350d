package dev.slipway.metering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds closed hours up anew, from the charges, and compares. Tells; never corrects. */
@Component
class Verification {
    private static final String CHARGED = "select vm_id, project_id, member_id, tenant_id, " + UsageSql.AMOUNTS
            + " from (" + UsageSql.slices() + ") as charged";
    private static final String PROJECTS = "select project_id, hour_at, tenant_id, " + UsageSql.AMOUNTS
            + " from metering_project_hour where hour_at = :from";
    private static final String HOUR =
            "select vm_rows, " + UsageSql.AMOUNTS + ", checksum from metering_hour where hour_at = :from";

    private final JdbcClient jdbc;

    Verification(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is wrong with a closed hour, as lines for the operator; empty if all is right. */
    List<String> differences(Instant hour) {
        List<String> found = new ArrayList<>();
        compare(found, hour, "VMs charged but not in the hour, or otherwise", CHARGED, HourRows.VM_HOUR);
        compare(found, hour, "VMs in the hour but not charged so", HourRows.VM_HOUR, CHARGED);
        compare(found, hour, "project sums missing or wrong", HourRows.PROJECT_SUMS, PROJECTS);
        compare(found, hour, "project sums of nothing", PROJECTS, HourRows.PROJECT_SUMS);
        compare(found, hour, "the hour's own totals or checksum", HourRows.TOTALS, HOUR);
        return found;
    }

    private void compare(List<String> found, Instant hour, String what, String expected, String actual) {
        long rows = jdbc.sql("select count(*) from (" + expected + " except " + actual + ") as differ")
                .param("from", Utc.column(hour))
                .param("until", Utc.column(hour.plus(HourRows.HOUR)))
                .query(Long.class)
                .single();
        if (rows > 0) {
            found.add(hour + ": " + what + ": " + rows);
        }
    }
}
