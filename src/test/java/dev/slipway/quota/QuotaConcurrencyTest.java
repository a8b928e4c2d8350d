package dev.slipway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two application nodes with pools of their own on one real database, and many threads on each. */
class QuotaConcurrencyTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Amounts VM = Amounts.allocated(new Resources(2, 1024, 5 * 1024));
    private static final int THREADS = 24;
    private static final int ATTEMPTS_EACH = 250;

    private final List<QuotaNode> nodes = new ArrayList<>();
    private long deadlocksBefore;

    @BeforeEach
    void startTwoNodes() {
        String url = QuotaNode.freshSchema();
        nodes.add(new QuotaNode(url));
        nodes.add(new QuotaNode(url));
        deadlocksBefore = deadlocks();
    }

    @AfterEach
    void stop() {
        nodes.forEach(QuotaNode::close);
    }

    @Test
    void neverPassALimitLoseOrDoubleACharge() throws Exception {
        TenantId tenant = TenantId.random();
        List<QuotaPath> paths = paths(tenant);
        node(0).quotas()
                .limitTenant(tenant, Map.of(Dimension.VMS, OptionalLong.of(60), Dimension.VCPUS, none()), SYSTEM);
        node(0).quotas()
                .limitProject(tenant, paths.getFirst().project(), Map.of(Dimension.VCPUS, OptionalLong.of(50)), SYSTEM);
        AtomicInteger charged = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> watch;
        try (var watcher = Executors.newSingleThreadExecutor()) {
            watch = watcher.submit(() -> watchUntil(over));
            try {
                inParallel(thread -> {
                    Random random = new Random(thread);
                    List<ChargeKey> mine = new ArrayList<>();
                    for (int i = 0; i < ATTEMPTS_EACH; i++) {
                        QuotaNode node = node(random.nextInt(2));
                        if (mine.size() > 2 || (!mine.isEmpty() && random.nextInt(3) == 0)) {
                            node.release(mine.remove(random.nextInt(mine.size())));
                        } else {
                            ChargeKey key = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
                            if (node.tryCharge(key, paths.get(random.nextInt(paths.size())), VM)) {
                                mine.add(key);
                                charged.incrementAndGet();
                            } else {
                                refused.incrementAndGet();
                            }
                        }
                    }
                    return mine.size();
                });
            } finally {
                over.set(true);
            }
        }
        assertThat(watch.resultNow()).as("looks at the totals meanwhile").isPositive();
        assertThat(charged.get()).as("charged").isGreaterThan(500);
        assertThat(refused.get()).as("refused").isGreaterThan(500);
        assertSumsAndNoDeadlock(tenant);
    }

    /** Each look proves at that moment, under load: no node past its limit, every total the sum of its charges. */
    private int watchUntil(AtomicBoolean over) {
        int looks = 0;
        while (!over.get()) {
            assertThat(node(looks % 2).mismatches()).isEmpty();
            assertThat(node(1).jdbc()
                            .queryForList(
                                    "select * from quota_node where used_vms > limit_vms or used_vcpus > limit_vcpus"))
                    .isEmpty();
            looks++;
        }
        return looks;
    }

    @Test
    void chargeAndReleaseTheSameKeysInARaceWithoutADeadlockReachingTheCaller() throws Exception {
        QuotaPath path = QuotaNode.path();
        List<ChargeKey> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID subject = UUID.randomUUID();
            keys.add(new ChargeKey(ChargeKey.Kind.VM, subject));
            keys.add(new ChargeKey(ChargeKey.Kind.VM_RUNNING, subject));
        }
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < ATTEMPTS_EACH; i++) {
                QuotaNode.Caller caller = node(random.nextInt(2)).get(QuotaNode.Caller.class);
                ChargeKey key = keys.get(random.nextInt(keys.size()));
                if (random.nextBoolean()) {
                    caller.charge(key, path, VM);
                } else {
                    caller.release(key, keys.get(random.nextInt(keys.size())));
                }
            }
            return 0;
        });
        assertSums(path.tenant());
        node(0).release(keys.toArray(ChargeKey[]::new));
        assertThat(node(0).quotas().usage(path, SYSTEM)).allMatch(l -> l.used() == 0);
    }

    @Test
    void makeTheNodesOfANewTenantOnceAlsoWhenTheFirstChargesAreRefused() throws Exception {
        for (int round = 0; round < 25; round++) {
            TenantId tenant = TenantId.random();
            List<QuotaPath> paths = paths(tenant);
            Amounts tooMuch = Amounts.allocated(new Resources(17, 1, 1));
            CyclicBarrier together = new CyclicBarrier(THREADS);
            inParallel(thread -> {
                together.await();
                ChargeKey key = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
                boolean big = thread % 3 == 0;
                boolean fits = node(thread % 2).tryCharge(key, paths.get(thread % paths.size()), big ? tooMuch : VM);
                assertThat(fits).isNotEqualTo(big);
                return 0;
            });
            assertSumsAndNoDeadlock(tenant);
        }
    }

    private static List<QuotaPath> paths(TenantId tenant) {
        List<QuotaPath> paths = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            ProjectId project = ProjectId.random();
            for (int m = 0; m < 3; m++) {
                paths.add(new QuotaPath(tenant, "acme", project, "p" + p, UserId.random(), "m" + m));
            }
        }
        return paths;
    }

    private void assertSumsAndNoDeadlock(TenantId tenant) {
        assertSums(tenant);
        assertThat(deadlocks() - deadlocksBefore)
                .as("deadlocks, also those that a retry would hide")
                .isZero();
    }

    private void assertSums(TenantId tenant) {
        assertThat(node(0).mismatches()).isEmpty();
        Long used = node(1).jdbc()
                .queryForObject(
                        "select used_vms from quota_node where tenant_id = ? and level = 'TENANT'",
                        Long.class,
                        tenant.value());
        Long rows = node(1).jdbc()
                .queryForObject(
                        "select coalesce(sum(vms), 0) from quota_charge where tenant_id = ?",
                        Long.class,
                        tenant.value());
        assertThat(used).isEqualTo(rows);
    }

    private interface Work {
        int run(int thread) throws Exception;
    }

    /** Fails with the first failure of any thread: a deadlock or a lock wait that ran out would be one. */
    private static void inParallel(Work work) throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                all.add(() -> work.run(thread));
            }
            for (Future<Integer> done : pool.invokeAll(all)) {
                done.get();
            }
        }
    }

    private long deadlocks() {
        return Long.parseLong((String) node(0).jdbc()
                .queryForMap("show global status like 'Innodb_deadlocks'")
                .get("Value"));
    }

    private QuotaNode node(int index) {
        return nodes.get(index);
    }

    private static OptionalLong none() {
        return OptionalLong.empty();
    }
}
