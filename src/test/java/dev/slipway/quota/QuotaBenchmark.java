package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Resources;
import dev.slipway.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Charges per second through {@link Quotas}, beside the same rows written by plain JDBC with prepared statements: one
 * ledger row and the conditional updates of tenant, project and member, in one transaction. Same server and durability,
 * same threads, rounds in turn; the ratio is that of the medians.
 *
 * <p>Arguments: threads (8), rounds (5), seconds each (3).
 */
public final class QuotaBenchmark {
    private static final Amounts AMOUNTS = Amounts.allocated(new Resources(2, 1024, 5 * 1024));
    private static final String INSERT = """
            insert into quota_charge (kind, subject, tenant_id, project_id, member_id, vms, vcpus, memory_mib,
              disk_mib, running_vcpus, running_memory_mib, charged_at)
            values ('VM', ?, ?, ?, ?, 1, ?, ?, ?, 0, 0, ?)""";
    private static final String UPDATE = "update quota_node set used_vms = used_vms + 1, used_vcpus = used_vcpus + ?,"
            + " used_memory_mib = used_memory_mib + ?, used_disk_mib = used_disk_mib + ?"
            + " where tenant_id = ? and project_id = ? and member_id = ?"
            + " and used_vms + 1 <= coalesce(limit_vms, 9223372036854775807)"
            + " and used_vcpus + ? <= coalesce(limit_vcpus, 9223372036854775807)"
            + " and used_memory_mib + ? <= coalesce(limit_memory_mib, 9223372036854775807)"
            + " and used_disk_mib + ? <= coalesce(limit_disk_mib, 9223372036854775807)";

    private final String url = QuotaNode.freshSchema();
    private final QuotaPath path = QuotaNode.path();
    private final int threads;
    private final Duration round;

    private QuotaBenchmark(int threads, Duration round) {
        this.threads = threads;
        this.round = round;
    }

    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        new QuotaBenchmark(threads, Duration.ofSeconds(seconds)).run(rounds);
    }

    private void run(int rounds) throws Exception {
        try (QuotaNode node = new QuotaNode(url)) {
            unlimited(node);
            throughQuotas(node);
            throughJdbc();
            double[] quotas = new double[rounds];
            double[] jdbc = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                quotas[i] = throughQuotas(node);
                jdbc[i] = throughJdbc();
                print("round %d: Quotas %.0f/s, JDBC %.0f/s", i + 1, quotas[i], jdbc[i]);
            }
            print(
                    "median of %d rounds, %d threads: Quotas %.0f charges/s, JDBC %.0f charges/s, ratio %.2f",
                    rounds, threads, median(quotas), median(jdbc), median(quotas) / median(jdbc));
            List<String> mismatches = node.mismatches();
            print("totals are the sums of their charges: %s", mismatches.isEmpty() ? "yes" : mismatches);
        }
    }

    private void unlimited(QuotaNode node) {
        Map<Dimension, OptionalLong> none = new EnumMap<>(Dimension.class);
        Arrays.stream(Dimension.values()).forEach(d -> none.put(d, OptionalLong.empty()));
        Actor system = Actor.system("benchmark");
        node.quotas().limitTenant(path.tenant(), none, system);
        node.quotas().limitProject(path.tenant(), path.project(), none, system);
        node.quotas().limitMember(path.tenant(), path.project(), path.member(), none, system);
    }

    private double throughQuotas(QuotaNode node) throws Exception {
        QuotaNode.Caller caller = node.get(QuotaNode.Caller.class);
        return perSecond(goOn -> {
            int done = 0;
            for (; goOn.getAsBoolean(); done++) {
                caller.charge(new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID()), path, AMOUNTS);
            }
            return done;
        });
    }

    private double throughJdbc() throws Exception {
        return perSecond(goOn -> {
            int done = 0;
            try (Connection c =
                    DriverManager.getConnection(url, TestDatabase.get().user(), "")) {
                c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                c.setAutoCommit(false);
                try (PreparedStatement insert = c.prepareStatement(INSERT);
                        PreparedStatement update = c.prepareStatement(UPDATE)) {
                    for (; goOn.getAsBoolean(); done++) {
                        insert(insert);
                        for (NodeKey node : Charging.path(path)) {
                            update(update, node);
                        }
                        c.commit();
                    }
                }
            }
            return done;
        });
    }

    private void insert(PreparedStatement s) throws SQLException {
        s.setObject(1, UUID.randomUUID());
        s.setObject(2, path.tenant().value());
        s.setObject(3, path.project().value());
        s.setObject(4, path.member().value());
        s.setLong(5, AMOUNTS.vcpus());
        s.setLong(6, AMOUNTS.memoryMib());
        s.setLong(7, AMOUNTS.diskMib());
        s.setTimestamp(8, Timestamp.from(Clock.systemUTC().instant()));
        s.executeUpdate();
    }

    private static void update(PreparedStatement s, NodeKey node) throws SQLException {
        s.setLong(1, AMOUNTS.vcpus());
        s.setLong(2, AMOUNTS.memoryMib());
        s.setLong(3, AMOUNTS.diskMib());
        s.setObject(4, node.tenant());
        s.setObject(5, node.project());
        s.setObject(6, node.member());
        s.setLong(7, AMOUNTS.vcpus());
        s.setLong(8, AMOUNTS.memoryMib());
        s.setLong(9, AMOUNTS.diskMib());
        if (s.executeUpdate() != 1) {
            throw new IllegalStateException("refused");
        }
    }

    private interface Loop {
        int run(BooleanSupplier goOn) throws Exception;
    }

    private double perSecond(Loop loop) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            long start = System.nanoTime();
            long end = start + round.toNanos();
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(() -> loop.run(() -> System.nanoTime() < end));
            }
            long done = 0;
            for (Future<Integer> f : pool.invokeAll(all)) {
                done += f.get();
            }
            return done * 1e9 / (System.nanoTime() - start);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String pattern, Object... args) {
        System.out.println(String.format(Locale.ROOT, pattern, args));
    }
}
