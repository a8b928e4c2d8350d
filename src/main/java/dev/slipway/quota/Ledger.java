package dev.slipway.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code quota_charge}: one row for each thing that is paid for. Whatever changes in it is told to screens. */
@Component
class Ledger {
    // The update on a duplicate takes that row's exclusive lock at once. A plain insert would take a shared one, and
    // two who wait for a third to release the same key would then stand in each other's way.
    private static final String ADD = "insert into quota_charge (kind, subject, tenant_id, project_id, member_id,"
            + " vms, vcpus, memory_mib, disk_mib, running_vcpus, running_memory_mib, charged_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on duplicate key update repeats = repeats + 1";
    private static final String PATH = "select * from quota_charge where kind = ? and subject = ?";
    private static final String MOVE =
            "update quota_charge set tenant_id = ?, project_id = ?, member_id = ?, charged_at = greatest(charged_at, ?)"
                    + " where kind = ? and subject = ?";
    private static final String CHANGE = "update quota_charge set vms = ?, vcpus = ?, memory_mib = ?, disk_mib = ?,"
            + " running_vcpus = ?, running_memory_mib = ?, charged_at = greatest(charged_at, ?)"
            + " where kind = ? and subject = ?";
    private static final String REMOVE = "delete from quota_charge where kind = ? and subject = ?"
            + " returning tenant_id, project_id, member_id,"
            + " vms, vcpus, memory_mib, disk_mib, running_vcpus, running_memory_mib, charged_at";

    private final JdbcTemplate jdbc;
    private final Periods periods;
    private final ChargeNews news;
    private final Clock clock;

    Ledger(JdbcTemplate jdbc, Periods periods, ChargeNews news, Clock clock) {
        this.jdbc = jdbc;
        this.periods = periods;
        this.news = news;
        this.clock = clock;
    }

    /** What a row holds, who pays, and since when. */
    record Charge(UUID tenant, UUID project, UUID member, Amounts amounts, Instant since) {
        List<NodeKey> path() {
            return NodeKey.path(tenant, project, member);
        }

        boolean isPaidBy(QuotaPath path) {
            return tenant.equals(path.tenant().value())
                    && project.equals(path.project().value())
                    && member.equals(path.member().value());
        }
    }

    /** False if the key is charged already. */
    boolean add(ChargeKey key, QuotaPath path, Amounts a) {
        int rows = jdbc.update(
                ADD,
                key.kind().name(),
                key.subject(),
                path.tenant().value(),
                path.project().value(),
                path.member().value(),
                a.vms(),
                a.vcpus(),
                a.memoryMib(),
                a.diskMib(),
                a.runningVcpus(),
                a.runningMemoryMib(),
                now());
        if (rows == 1) {
            news.of(path.tenant().value(), path.project().value());
        }
        return rows == 1;
    }

    Optional<Charge> find(ChargeKey key) {
        return one(jdbc.query(PATH, Ledger::read, key.kind().name(), key.subject()));
    }

    /** As {@link #find}, and nobody else releases, moves or changes it until the transaction ends. */
    Optional<Charge> lock(ChargeKey key) {
        return one(jdbc.query(PATH + " for update", Ledger::read, key.kind().name(), key.subject()));
    }

    /** Another payer, from now on. @param held the row, as locked */
    void move(ChargeKey key, Charge held, QuotaPath to) {
        periods.ended(key, held);
        news.of(held.tenant(), held.project());
        news.of(to.tenant().value(), to.project().value());
        jdbc.update(
                MOVE,
                to.tenant().value(),
                to.project().value(),
                to.member().value(),
                now(),
                key.kind().name(),
                key.subject());
    }

    /** Other amounts, from now on. @param held the row, as locked */
    void change(ChargeKey key, Charge held, Amounts a) {
        periods.ended(key, held);
        news.of(held.tenant(), held.project());
        jdbc.update(
                CHANGE,
                a.vms(),
                a.vcpus(),
                a.memoryMib(),
                a.diskMib(),
                a.runningVcpus(),
                a.runningMemoryMib(),
                now(),
                key.kind().name(),
                key.subject());
    }

    /** Removes the row, and keeps how long it stood; empty if there was none. */
    Optional<Charge> remove(ChargeKey key) {
        Optional<Charge> removed =
                one(jdbc.query(REMOVE, Ledger::read, key.kind().name(), key.subject()));
        removed.ifPresent(charge -> {
            periods.ended(key, charge);
            news.of(charge.tenant(), charge.project());
        });
        return removed;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Optional<Charge> one(List<Charge> rows) {
        return rows.stream().findFirst();
    }

    private static Charge read(ResultSet r, int row) throws SQLException {
        return new Charge(
                r.getObject("tenant_id", UUID.class),
                r.getObject("project_id", UUID.class),
                r.getObject("member_id", UUID.class),
                new Amounts(
                        r.getLong("vms"),
                        r.getLong("vcpus"),
                        r.getLong("memory_mib"),
                        r.getLong("disk_mib"),
                        r.getLong("running_vcpus"),
                        r.getLong("running_memory_mib")),
                r.getObject("charged_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
