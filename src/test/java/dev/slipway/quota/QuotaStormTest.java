package dev.slipway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody does everything at once, on two nodes; somebody looks all the time whether the numbers are true. */
class QuotaStormTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final int CLIENTS = 64;
    private static final int ATTEMPTS = 10_000;
    private static final int RACES = 200;
    private static final String PAST_A_LIMIT = Arrays.stream(Dimension.values())
            .map(NodeSql::column)
            .map(c -> "used_" + c + " > limit_" + c)
            .collect(Collectors.joining(" or ", "select * from quota_node where ", ""));

    private final List<QuotaNode> nodes = new ArrayList<>();
    private final List<QuotaPath> paths = new ArrayList<>();
    private long deadlocksBefore;

    /** What can happen to an attempt. */
    private enum Outcome {
        LAUNCHED,
        RESIZED,
        MOVED,
        DELETED,
        DELETED_UNDER_SOMEBODY,
        REFUSED,
        FAILED,
        GONE
    }

    /** A VM of the storm: two charges, as real ones have. */
    private record Vm(ChargeKey allocated, ChargeKey running, QuotaPath path) {
        static Vm on(QuotaPath path) {
            UUID id = UUID.randomUUID();
            return new Vm(new ChargeKey(ChargeKey.Kind.VM, id), new ChargeKey(ChargeKey.Kind.VM_RUNNING, id), path);
        }
    }

    /** What ends a transaction after its charges were made. */
    private static final class Struck extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

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
    void noNumberIsEverWrong() throws Exception {
        long seed = System.nanoTime();
        System.out.println("QuotaStormTest seed " + seed);
        makeTenants();
        AtomicIntegerArray outcomes = new AtomicIntegerArray(Outcome.values().length);
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> looks;
        try (var watcher = Executors.newSingleThreadExecutor();
                var clients = Executors.newFixedThreadPool(CLIENTS)) {
            looks = watcher.submit(() -> lookUntil(over));
            try {
                List<List<Vm>> everybodys = new ArrayList<>();
                List<Callable<Void>> all = new ArrayList<>();
                for (int c = 0; c < CLIENTS; c++) {
                    List<Vm> mine = new ArrayList<>();
                    everybodys.add(mine);
                    Random random = new Random(seed + c);
                    all.add(() -> {
                        for (int i = 0; i < ATTEMPTS / CLIENTS + 1; i++) {
                            outcomes.incrementAndGet(attempt(mine, random).ordinal());
                        }
                        return null;
                    });
                }
                for (Future<Void> done : clients.invokeAll(all)) {
                    done.get();
                }
                everybodys.forEach(vms -> vms.forEach(vm -> caller(0).release(vm.allocated(), vm.running())));
            } finally {
                over.set(true);
            }
        }
        System.out.println("QuotaStormTest outcomes " + outcomes + " looks " + looks.resultNow());
        for (Outcome outcome : Outcome.values()) {
            assertThat(outcomes.get(outcome.ordinal())).as(outcome.name()).isPositive();
        }
        assertThat(looks.resultNow()).as("looks meanwhile").isPositive();
        assertThat(node(1).mismatches()).isEmpty();
        assertThat(node(1).jdbc().queryForObject("select count(*) from quota_charge", Long.class))
                .isZero();
        for (QuotaPath path : paths) {
            assertThat(node(0).quotas().usage(path, SYSTEM)).allMatch(l -> l.used() == 0);
        }
        assertThat(deadlocks() - deadlocksBefore)
                .as("deadlocks, also those that a retry hides")
                .isZero();
    }

    @Test
    void ofTwoSiblingsExactlyOneGetsTheLastUnit() throws Exception {
        TenantId tenant = TenantId.random();
        List<QuotaPath> siblings = List.of(path(tenant, 1), path(tenant, 2));
        node(0).quotas().limitTenant(tenant, Map.of(Dimension.VMS, OptionalLong.of(3)), SYSTEM);
        Amounts one = Amounts.allocated(new Resources(1, 64, 64));
        caller(0).charge(Vm.on(siblings.getFirst()).allocated(), siblings.getFirst(), one);
        caller(0).charge(Vm.on(siblings.getLast()).allocated(), siblings.getLast(), one);
        CyclicBarrier together = new CyclicBarrier(2);
        try (var racers = Executors.newFixedThreadPool(2)) {
            for (int race = 0; race < RACES; race++) {
                List<ChargeKey> keys =
                        siblings.stream().map(s -> Vm.on(s).allocated()).toList();
                List<Callable<Boolean>> both = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    int racer = i;
                    both.add(() -> {
                        together.await();
                        return node(racer).tryCharge(keys.get(racer), siblings.get(racer), one);
                    });
                }
                int winners = 0;
                for (Future<Boolean> racer : racers.invokeAll(both)) {
                    winners += racer.get() ? 1 : 0;
                }
                assertThat(winners).as("winners of race " + race).isEqualTo(1);
                caller(0).release(keys.toArray(ChargeKey[]::new));
            }
        }
        assertThat(node(0).mismatches()).isEmpty();
    }

    /** Two tenants, two projects each, three members each, all so tight that somebody is refused all the time. */
    private void makeTenants() {
        for (int t = 0; t < 2; t++) {
            TenantId tenant = TenantId.random();
            for (int p = 0; p < 2; p++) {
                ProjectId project = ProjectId.random();
                for (int m = 0; m < 3; m++) {
                    paths.add(new QuotaPath(tenant, "t" + t, project, "p" + p, UserId.random(), "m" + m));
                }
                node(0).quotas()
                        .limitProject(tenant, project, Map.of(Dimension.RUNNING_VCPUS, OptionalLong.of(70)), SYSTEM);
            }
            node(0).quotas()
                    .limitTenant(
                            tenant,
                            Map.of(Dimension.VMS, OptionalLong.of(40), Dimension.VCPUS, OptionalLong.of(90)),
                            SYSTEM);
        }
    }

    private Outcome attempt(List<Vm> mine, Random random) {
        QuotaNode.Caller caller = caller(random.nextInt(2));
        boolean struck = random.nextInt(8) == 0;
        QuotaPath path = paths.get(random.nextInt(paths.size()));
        Resources size = new Resources(1 + random.nextInt(3), 512, 1024);
        try {
            if (mine.isEmpty() || (mine.size() < 4 && random.nextInt(3) == 0)) {
                Vm vm = Vm.on(path);
                caller.together(q -> {
                    q.charge(
                            path, Map.of(vm.allocated(), Amounts.allocated(size), vm.running(), Amounts.running(size)));
                    strike(struck);
                });
                mine.add(vm);
                return Outcome.LAUNCHED;
            }
            Vm vm = mine.get(random.nextInt(mine.size()));
            return switch (random.nextInt(4)) {
                case 0 -> {
                    caller.together(q -> {
                        q.change(vm.allocated(), vm.path(), Amounts.allocated(size));
                        q.change(vm.running(), vm.path(), Amounts.running(size));
                        strike(struck);
                    });
                    yield Outcome.RESIZED;
                }
                case 1 -> {
                    caller.together(q -> {
                        q.move(path, vm.allocated(), vm.running());
                        strike(struck);
                    });
                    mine.set(mine.indexOf(vm), new Vm(vm.allocated(), vm.running(), path));
                    yield Outcome.MOVED;
                }
                case 2 -> {
                    // By somebody else, at any time: whoever thinks it is there finds out at the next attempt.
                    caller.release(vm.running(), vm.allocated());
                    yield Outcome.DELETED_UNDER_SOMEBODY;
                }
                default -> {
                    caller.together(q -> {
                        q.release(vm.allocated(), vm.running());
                        strike(struck);
                    });
                    mine.remove(vm);
                    yield Outcome.DELETED;
                }
            };
        } catch (QuotaExceeded e) {
            return Outcome.REFUSED;
        } catch (Struck e) {
            return Outcome.FAILED;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("is not charged to");
            mine.removeIf(vm -> e.getMessage().contains(vm.allocated().toString()));
            return Outcome.GONE;
        }
    }

    private static void strike(boolean struck) {
        if (struck) {
            throw new Struck();
        }
    }

    /** Each look proves at that moment, under load: no node past its limit, every total the sum of its charges. */
    private int lookUntil(AtomicBoolean over) {
        int looks = 0;
        while (!over.get()) {
            assertThat(node(looks % 2).mismatches()).isEmpty();
            assertThat(node(1).jdbc().queryForList(PAST_A_LIMIT)).isEmpty();
            looks++;
        }
        return looks;
    }

    private static QuotaPath path(TenantId tenant, int n) {
        return new QuotaPath(tenant, "acme", ProjectId.random(), "p" + n, UserId.random(), "m" + n);
    }

    private long deadlocks() {
        return Long.parseLong((String) node(0).jdbc()
                .queryForMap("show global status like 'Innodb_deadlocks'")
                .get("Value"));
    }

    private QuotaNode node(int index) {
        return nodes.get(index);
    }

    private QuotaNode.Caller caller(int node) {
        return node(node).get(QuotaNode.Caller.class);
    }
}
