package dev.slipway.quota;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code quota_period}: what was charged from when until when, for those who bill. Whoever removes a ledger row,
 * or gives it other amounts or another payer, writes down first, in the same transaction, what ends thereby; a row that
 * stays then counts from now on.
 */
@Component
class Periods {
    private static final String INSERT =
            "insert into quota_period (kind, subject, tenant_id, project_id, member_id, vms, vcpus, memory_mib, disk_mib,"
                    + " running_vcpus, running_memory_mib, started_at, ended_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Periods(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The caller holds the ledger row of that key. Clocks of portal nodes differ: an end before the start is no time at
     * all.
     */
    void ended(ChargeKey key, Ledger.Charge charge) {
        Instant now = clock.instant();
        if (!now.isAfter(charge.since()) || charge.amounts().equals(Amounts.NONE)) {
            return;
        }
        Amounts a = charge.amounts();
        jdbc.update(
                INSERT,
                key.kind().name(),
                key.subject(),
                charge.tenant(),
                charge.project(),
                charge.member(),
                a.vms(),
                a.vcpus(),
                a.memoryMib(),
                a.diskMib(),
                a.runningVcpus(),
                a.runningMemoryMib(),
                LocalDateTime.ofInstant(charge.since(), ZoneOffset.UTC),
                LocalDateTime.ofInstant(now, ZoneOffset.UTC));
    }
}
