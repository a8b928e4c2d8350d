package dev.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.host.HostDraft;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

class PlacementsTest {
    private static final Actor ADMIN = Actor.system("test");
    private static final NetworkSource LAB = new NetworkSource(NicKind.BRIDGE, "br0");
    /** What the numbers below are reckoned with, whatever the defaults are. */
    private static final Map<String, Object> RULES =
            Map.of("slipway.placement.vcpu-ratio", "4.0", "slipway.placement.memory-reserve-mib", "512");

    private static final Resources SMALL = new Resources(1, 1024, 1024);

    @TempDir
    Path state;

    private final String url = EstateNode.schema();
    private final Map<String, SimulatedHost> machines = new HashMap<>();
    private EstateNode node;

    @BeforeEach
    void start() {
        node = EstateNode.start(url, state, RULES);
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, "br0", ADMIN);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void prefersFreeMemoryAndKeepsTheReasons() {
        host("small", 16, 8 * 1024, 500 * 1024);
        var big = host("big", 16, 64 * 1024, 500 * 1024);
        var vm = VmId.random();
        place(request(VmId.random(), new Resources(1, 4096, 1024), Set.of()));

        var decision = place(request(vm, SMALL, Set.of()));

        assertThat(decision.host()).isEqualTo(big);
        assertThat(decision.sentence()).contains("2 suitable out of 2 hosts").doesNotContain("big");
        assertThat(decision.reasons()).hasSize(2).allMatch(PlacementDecision.HostReason::suitable);
        assertThat(placements().explain(vm)).hasValue(decision);
    }

    @Test
    void prefersAHostThatHasTheImage() {
        host("a", 16, 64 * 1024, 500 * 1024);
        var staged = host("b", 16, 64 * 1024, 500 * 1024);

        assertThat(place(request(VmId.random(), SMALL, Set.of(staged))).host()).isEqualTo(staged);
    }

    @Test
    void spreadsEqualVmsOverEqualHosts() {
        host("a", 16, 64 * 1024, 500 * 1024);
        host("b", 16, 64 * 1024, 500 * 1024);

        var chosen = new ArrayList<HostId>();
        for (int i = 0; i < 4; i++) {
            chosen.add(place(request(VmId.random(), SMALL, Set.of())).host());
        }

        assertThat(chosen).containsSubsequence(chosen.get(0), chosen.get(1), chosen.get(0));
        assertThat(Set.copyOf(chosen)).hasSize(2);
    }

    @Test
    void keepsThePlaceOfAVmThatHasOne() {
        var host = host("a", 16, 64 * 1024, 500 * 1024);
        var vm = VmId.random();

        var first = place(request(vm, SMALL, Set.of()));
        var again = place(request(vm, SMALL, Set.of()));

        assertThat(again).isEqualTo(first);
        assertThat(promised(host)).isEqualTo(SMALL);
    }

    @Test
    void givesBackOnce() {
        var host = host("a", 16, 64 * 1024, 500 * 1024);
        var vm = VmId.random();
        place(request(vm, SMALL, Set.of()));
        place(request(VmId.random(), SMALL, Set.of()));

        release(vm);
        release(vm);

        assertThat(promised(host)).isEqualTo(SMALL);
        assertThat(placements().explain(vm)).isEmpty();
    }

    @Test
    void holdsNothingIfTheTransactionRollsBack() {
        var host = host("a", 16, 64 * 1024, 500 * 1024);
        var vm = VmId.random();

        transactions().executeWithoutResult(tx -> {
            placements().place(request(vm, SMALL, Set.of()));
            tx.setRollbackOnly();
        });

        assertThat(promised(host)).isEqualTo(Resources.NONE);
        assertThat(placements().explain(vm)).isEmpty();
    }

    @Test
    void placesOnlyInTheCallersTransaction() {
        assertThatThrownBy(() -> placements().place(request(VmId.random(), SMALL, Set.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> placements().release(VmId.random()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void tellsTooLargeFromFull() {
        var host = host("a", 2, 4 * 1024, 20 * 1024);

        assertRefused(
                "no-host-large-enough",
                "No host is large enough for 64 vCPUs, 512 GiB of memory and 1 GiB of disk. Choose a smaller size.",
                request(VmId.random(), new Resources(64, 512 * 1024, 1024), Set.of()));
        place(request(VmId.random(), new Resources(1, 3 * 1024, 1024), Set.of()));
        assertRefused("hosts-full", "All hosts are full right now", request(VmId.random(), SMALL, Set.of()));
        assertThat(promised(host)).isEqualTo(new Resources(1, 3 * 1024, 1024));
    }

    @Test
    void promisesNoMoreDiskThanTheFreeSpaceBears() {
        host("a", 16, 64 * 1024, 12 * 1024);

        place(request(VmId.random(), new Resources(1, 1024, 15 * 1024), Set.of()));

        assertRefused("hosts-full", "full", request(VmId.random(), new Resources(1, 1024, 6 * 1024), Set.of()));
        assertRefused(
                "no-host-large-enough",
                "large enough",
                request(VmId.random(), new Resources(1, 1024, 21 * 1024), Set.of()));
    }

    @Test
    void saysThatNoHostHasTheNetwork() {
        host("a", 16, 64 * 1024, 500 * 1024);
        var elsewhere = new PlacementRequest(
                VmId.random(), SMALL, "x86_64", Set.of(new NetworkSource(NicKind.BRIDGE, "br77")), Set.of(), Set.of());

        assertRefused("no-host", "offers this network (br77)", elsewhere);
    }

    @Test
    void leavesOutWhatIsExcludedDisabledOrOfAnotherKind() {
        var a = host("a", 16, 64 * 1024, 500 * 1024);
        var excluded = new PlacementRequest(VmId.random(), SMALL, "x86_64", Set.of(LAB), Set.of(), Set.of(a));
        var arm = new PlacementRequest(VmId.random(), SMALL, "aarch64", Set.of(LAB), Set.of(), Set.of());

        assertRefused("no-host", "No host takes new VMs", excluded);
        assertRefused("no-host", "No host takes new VMs", arm);
        node.get(Hosts.class).setEnabled(a, false, ADMIN);
        assertRefused("no-host", "No host takes new VMs", request(VmId.random(), SMALL, Set.of()));
    }

    @Test
    void saysThatHostsAreSilentRatherThanThatTheVmIsTooLarge() {
        host("small", 1, 1024, 500 * 1024);
        host("large", 64, 512 * 1024, 500 * 1024);
        machines.get("large").goDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> view("large").state() == HostState.UNREACHABLE);

        assertRefused(
                "no-host",
                "do not answer right now",
                request(VmId.random(), new Resources(32, 64 * 1024, 1024), Set.of()));
    }

    /** Two nodes, many threads: nothing is promised twice, and everything given back is there again. */
    @Test
    void neverPromisesMoreThanThereIs() throws Exception {
        var a = host("a", 4, 9 * 1024, 500 * 1024);
        var b = host("b", 2, 5 * 1024, 500 * 1024);
        long seed = new Random().nextLong();
        Queue<VmId> placed = new ConcurrentLinkedQueue<>();
        try (var second = EstateNode.start(url, state, RULES);
                var pool = Executors.newFixedThreadPool(16)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 16; i++) {
                var on = i % 2 == 0 ? node : second;
                var random = new Random(seed + i);
                calls.add(() -> placeAndRelease(on, random, placed, 60));
            }
            int refused = 0;
            for (var answer : pool.invokeAll(calls)) {
                refused += answer.get();
            }
            assertThat(refused).as("the hosts were full at times, seed " + seed).isPositive();
        }

        assertSum(a, new Resources(16, 9 * 1024 - 512, Integer.MAX_VALUE));
        assertSum(b, new Resources(8, 5 * 1024 - 512, Integer.MAX_VALUE));
        placed.forEach(this::release);
        assertThat(promised(a)).isEqualTo(Resources.NONE);
        assertThat(promised(b)).isEqualTo(Resources.NONE);
    }

    private int placeAndRelease(EstateNode on, Random random, Queue<VmId> placed, int times) {
        int refused = 0;
        for (int i = 0; i < times; i++) {
            var vm = VmId.random();
            var wanted = new Resources(1 + random.nextInt(2), 512L * (1 + random.nextInt(2)), 100);
            try {
                placeWithRetries(on, request(vm, wanted, Set.of()));
                placed.add(vm);
            } catch (NoCapacity e) {
                refused++;
            }
            var other = random.nextInt(3) == 0 ? placed.poll() : null;
            if (other != null) {
                on.get(TransactionTemplate.class)
                        .executeWithoutResult(tx -> on.get(Placements.class).release(other));
            }
        }
        return refused;
    }

    /** As callers do. What is retried is a counter that others hold; a deadlock must not happen at all. */
    private static void placeWithRetries(EstateNode on, PlacementRequest request) {
        for (boolean done = false; !done; ) {
            try {
                on.get(TransactionTemplate.class)
                        .execute(tx -> on.get(Placements.class).place(request));
                done = true;
            } catch (CannotAcquireLockException e) {
                assertThat(e).hasMessageNotContaining("Deadlock");
            }
        }
    }

    private void assertSum(HostId host, Resources most) {
        var sum = node.get(JdbcClient.class)
                .sql("select coalesce(sum(vcpus), 0), coalesce(sum(memory_mib), 0), coalesce(sum(disk_mib), 0)"
                        + " from allocation where host_id = ?")
                .param(host.value())
                .query((row, n) -> new Resources(row.getInt(1), row.getLong(2), row.getLong(3)))
                .single();
        assertThat(promised(host)).isEqualTo(sum);
        assertThat(sum.vcpus()).isPositive().isLessThanOrEqualTo(most.vcpus());
        assertThat(sum.memoryMib()).isPositive().isLessThanOrEqualTo(most.memoryMib());
    }

    private HostId host(String name, int cpus, long memoryMib, long diskMib) {
        var machine = node.machine("placement-" + UUID.randomUUID()).withSize(cpus, memoryMib, diskMib);
        machines.put(name, machine);
        node.get(Hosts.class).register(new HostDraft(name, machine.connection(), "/pool", Optional.empty()), ADMIN);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> view(name).state() == HostState.ENABLED
                        && view(name).acceleration().isPresent()
                        && view(name).networks().contains(LAB));
        return view(name).id();
    }

    private HostView view(String name) {
        return node.get(Hosts.class).all().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assertRefused(String code, String words, PlacementRequest request) {
        assertThatThrownBy(() -> place(request))
                .isInstanceOfSatisfying(
                        NoCapacity.class, problem -> assertThat(problem.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private static PlacementRequest request(VmId vm, Resources resources, Set<HostId> preferred) {
        return new PlacementRequest(vm, resources, "x86_64", Set.of(LAB), preferred, Set.of());
    }

    private Resources promised(HostId host) {
        return node.get(AllocationTable.class).promised().getOrDefault(host, Resources.NONE);
    }

    private PlacementDecision place(PlacementRequest request) {
        return transactions().execute(tx -> placements().place(request));
    }

    private void release(VmId vm) {
        transactions().executeWithoutResult(tx -> placements().release(vm));
    }

    private Placements placements() {
        return node.get(Placements.class);
    }

    private TransactionTemplate transactions() {
        return node.get(TransactionTemplate.class);
    }
}
