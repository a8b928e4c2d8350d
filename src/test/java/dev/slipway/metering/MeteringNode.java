package dev.slipway.metering;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.ChargeKey;
import dev.slipway.quota.QuotaNode;
import dev.slipway.quota.QuotaPath;
import dev.slipway.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A portal node that charges and adds up, with a clock of its own, on a database that others share. */
final class MeteringNode implements AutoCloseable {
    static final Resources SIZE = new Resources(4, 2048, 10 * 1024);

    final MovableClock clock;
    final JdbcClient jdbc;
    final RollUp rollUp;
    final HourRows hours;
    final Verification verification;
    final UsageRows rows;
    final PriceRows prices;
    final MonthlyUsage months;
    private final QuotaNode node;

    MeteringNode(String url, Instant now) {
        clock = new MovableClock(now);
        node = new QuotaNode(url, clock);
        jdbc = node.get(JdbcClient.class);
        hours = new HourRows(jdbc);
        verification = new Verification(jdbc);
        rows = new UsageRows(jdbc);
        prices = new PriceRows(jdbc);
        months = new MonthlyUsage(rows, hours, new Costs(prices), clock);
        rollUp = new RollUp(
                hours,
                verification,
                node.get(TransactionTemplate.class),
                new MeteringSettings(Duration.ofMinutes(10)),
                clock);
    }

    static QuotaPath payer() {
        return new QuotaPath(TenantId.random(), "acme", ProjectId.random(), "web", UserId.random(), "ada");
    }

    void launch(UUID vm, QuotaPath payer) {
        node.inTransaction(() -> node.quotas().chargeFact(allocated(vm), payer, Amounts.allocated(SIZE)));
        start(vm, payer);
    }

    void start(UUID vm, QuotaPath payer) {
        node.inTransaction(() -> node.quotas().chargeFact(running(vm), payer, Amounts.running(SIZE)));
    }

    void stop(UUID vm) {
        node.inTransaction(() -> node.quotas().release(running(vm)));
    }

    void delete(UUID vm) {
        node.inTransaction(() -> node.quotas().release(running(vm), allocated(vm)));
    }

    /** As a move does: ended for one, begun for the other, in one transaction. */
    void move(UUID vm, QuotaPath to) {
        node.inTransaction(() -> {
            node.quotas().release(running(vm), allocated(vm));
            node.quotas().chargeFact(allocated(vm), to, Amounts.allocated(SIZE));
            node.quotas().chargeFact(running(vm), to, Amounts.running(SIZE));
        });
    }

    Consumption used(QuotaPath payer, String month) {
        return months.ofProject(payer.project(), YearMonth.parse(month)).total();
    }

    void inTransaction(Runnable work) {
        node.inTransaction(work);
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static ChargeKey allocated(UUID vm) {
        return new ChargeKey(ChargeKey.Kind.VM, vm);
    }

    private static ChargeKey running(UUID vm) {
        return new ChargeKey(ChargeKey.Kind.VM_RUNNING, vm);
    }

    @Override
    public void close() {
        node.close();
    }
}
