package dev.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.host.HostDraft;
import dev.slipway.host.HostPolicy;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
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
import java.util.HashSet;
import java.util.List;
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
    void fillsOneHostAfterTheOtherIfToldTo() {
        node.close();
        Map<String, Object> packing = new HashMap<>(RULES);
        packing.put("slipway.placement.strategy", "PACK");
        node = EstateNode.start(url, state, packing);
        var small = host("small", 16, 8 * 1024, 500 * 1024);
        var big = host("big", 16, 64 * 1024, 500 * 1024);

        assertThat(place(request(VmId.random(), new Resources(1, 4096, 1024), Set.of()))
                        .host())
                .isEqualTo(small);
        assertThat(place(request(VmId.random(), SMALL, Set.of())).host()).isEqualTo(small);
        assertThat(place(request(VmId.random(), new Resources(1, 4096, 1024), Set.of()))
                        .host())
                .as("there is no room left on the fuller")
                .isEqualTo(big);
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

        assertThat(chosen.subList(0, 2)).doesNotHaveDuplicates();
        assertThat(chosen.subList(2, 4)).doesNotHaveDuplicates();
        assertThat(Set.copyOf(chosen)).hasSize(2);
    }

    /** Or many who are placed at once would all wait for the counter of the same host. */
    @Test
    void triesEquallyGoodHostsInAnotherOrderForEachVm() {
        for (int i = 0; i < 4; i++) {
            host("equal-" + i, 16, 64 * 1024, 500 * 1024);
        }
        var first = new HashSet<HostId>();

        for (int i = 0; i < 200; i++) {
            transactions().executeWithoutResult(tx -> {
                first.add(placements()
                        .place(request(VmId.random(), SMALL, Set.of()), new Batch())
                        .host());
                tx.setRollbackOnly();
            });
        }

        assertThat(first).hasSize(4);
    }

    @Test
    void spreadsABatchAsIfItsVmsCameOneByOneAndKeepsNothingOfOneThatRollsBack() {
        var a = host("a", 16, 64 * 1024, 500 * 1024);
        var b = host("b", 16, 64 * 1024, 500 * 1024);
        transactions().executeWithoutResult(tx -> {
            batch(4);
            tx.setRollbackOnly();
        });
        assertThat(promised(a)).isEqualTo(Resources.NONE);

        var chosen = transactions().execute(tx -> batch(4));

        assertThat(chosen.subList(0, 2)).doesNotHaveDuplicates();
        assertThat(chosen.subList(2, 4)).doesNotHaveDuplicates();
        assertThat(Set.copyOf(chosen)).containsExactlyInAnyOrder(a, b);
        assertThat(promised(a)).isEqualTo(new Resources(2, 2048, 2048));
        assertThat(promised(b)).isEqualTo(new Resources(2, 2048, 2048));
    }

    private List<HostId> batch(int count) {
        var batch = new Batch();
        var chosen = new ArrayList<HostId>();
        for (int i = 0; i < count; i++) {
            chosen.add(placements()
                    .place(request(VmId.random(), SMALL, Set.of()), batch)
                    .host());
        }
        return chosen;
    }

    @Test
    void fillsAHostByABatchToItsLastRoomAndNotBeyond() {
        var a = host("a", 1, 64 * 1024, 500 * 1024);

        var chosen = transactions().execute(tx -> batch(4));
        assertThat(chosen).containsOnly(a);
        assertThatThrownBy(() -> transactions().execute(tx -> batch(1))).isInstanceOf(NoCapacity.class);
        assertThat(promised(a).vcpus()).isEqualTo(4);
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

    @Test
    void promisesWhatAnAdministratorSaysOfTheHost() {
        var a = host("a", 2, 4 * 1024, 500 * 1024);
        var large = request(VmId.random(), new Resources(12, 6 * 1024, 1024), Set.of());
        assertRefused("no-host-large-enough", "large enough", large);

        policy(a, new HostPolicy(Optional.of(6.0), Optional.of(2.0), Optional.of(1024L), HostTags.NONE));

        assertThat(place(large).host()).isEqualTo(a);
        assertRefused("hosts-full", "full right now", request(VmId.random(), SMALL, Set.of()));
    }

    /** Allowed, and seen; nothing new comes until enough has gone. */
    @Test
    void mayAllowLessThanIsPromisedAlready() {
        var a = host("a", 4, 8 * 1024, 500 * 1024);
        var vms = List.of(VmId.random(), VmId.random(), VmId.random());
        vms.forEach(vm -> place(request(vm, new Resources(2, 1024, 1024), Set.of())));

        policy(a, new HostPolicy(Optional.of(1.0), Optional.empty(), Optional.empty(), HostTags.NONE));

        var commitment = placements().commitment(a, ADMIN);
        assertThat(commitment.promised().vcpus()).isEqualTo(6);
        assertThat(commitment.most().vcpus()).isEqualTo(4);
        assertRefused("hosts-full", "full right now", request(VmId.random(), SMALL, Set.of()));
        release(vms.get(0));
        release(vms.get(1));
        assertThat(place(request(VmId.random(), SMALL, Set.of())).host()).isEqualTo(a);
    }

    @Test
    void goesOnlyWhereTheTagsAre() {
        host("plain", 16, 64 * 1024, 500 * 1024);
        var gpu = host("gpu", 4, 4 * 1024, 500 * 1024);
        var wish = HostTags.of(Set.of("gpu"));
        assertRefused("no-host-with-tag", "No host has tag gpu", tagged(VmId.random(), SMALL, wish));
        policy(gpu, new HostPolicy(Optional.empty(), Optional.empty(), Optional.empty(), HostTags.parse("gpu ssd")));

        var decision = place(tagged(VmId.random(), new Resources(1, 3 * 1024, 1024), wish));

        assertThat(decision.host()).isEqualTo(gpu);
        assertThat(decision.reasons()).anySatisfy(r -> assertThat(r.verdict()).isEqualTo("does not have tag gpu"));
        assertRefused("hosts-full", "All hosts with tag gpu are full", tagged(VmId.random(), SMALL, wish));
        assertRefused(
                "no-host-large-enough",
                "No host with tag gpu is large enough",
                tagged(VmId.random(), new Resources(1, 32 * 1024, 1024), wish));
        assertRefused(
                "no-host-with-tag",
                "No host has tags gpu and tape",
                tagged(VmId.random(), SMALL, HostTags.parse("gpu tape")));
    }

    @Test
    void aStrictGroupRatherRefuses() {
        var a = host("a", 16, 64 * 1024, 500 * 1024);
        var b = host("b", 16, 8 * 1024, 500 * 1024);
        var apart = new GroupRule("web", false, true, Map.of(a, 1));

        var decision = place(grouped(VmId.random(), SMALL, apart));

        assertThat(decision.host()).isEqualTo(b);
        assertThat(decision.sentence()).contains("apart from the others of group web");
        assertThat(decision.reasons()).anySatisfy(r -> assertThat(r.verdict()).contains("has another VM of group web"));
        assertRefused(
                "group-leaves-no-host",
                "Group web keeps its VMs apart, and every host that could take this one has another",
                grouped(VmId.random(), SMALL, new GroupRule("web", false, true, Map.of(a, 1, b, 1))));
        var together = new GroupRule("db", true, true, Map.of(b, 1));
        assertThat(place(grouped(VmId.random(), SMALL, together)).host()).isEqualTo(b);
        assertRefused(
                "hosts-full",
                "Group db keeps its VMs together, and their host is full right now",
                grouped(VmId.random(), new Resources(1, 7 * 1024, 1024), together));
    }

    @Test
    void aSoftGroupGivesWay() {
        var big = host("big", 16, 64 * 1024, 500 * 1024);
        var small = host("small", 4, 4 * 1024, 500 * 1024);
        var apart = new GroupRule("web", false, false, Map.of(big, 1));
        var together = new GroupRule("db", true, false, Map.of(small, 1));

        assertThat(place(grouped(VmId.random(), SMALL, apart)).host()).isEqualTo(small);
        assertThat(place(grouped(VmId.random(), SMALL, together)).host()).isEqualTo(small);
        var decision = place(grouped(VmId.random(), new Resources(1, 8 * 1024, 1024), apart));
        assertThat(decision.host()).isEqualTo(big);
        assertThat(decision.sentence()).contains("with others of group web, since no other host would do");
    }

    /** The second node hears of it a little later. That may cost it a look, and never puts a VM where none may go. */
    @Test
    void aNodeThatIsBehindIsNeverWrong() {
        var a = host("a", 16, 64 * 1024, 500 * 1024);
        var b = host("b", 2, 3 * 1024, 500 * 1024);
        try (var second = EstateNode.start(url, state, RULES)) {
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(
                                    second.get(Placements.class).look(request(VmId.random(), SMALL, Set.of())))
                            .allSatisfy(c -> assertThat(c.refused()).isEmpty()));
            for (int round = 0; round < 10; round++) {
                node.get(Hosts.class).setEnabled(a, false, ADMIN);
                var first = placeOn(second, request(VmId.random(), SMALL, Set.of()));
                assertThat(first.host()).as("a takes none now").isEqualTo(b);
                var filling = VmId.random();
                place(request(filling, new Resources(1, 1536, 1024), Set.of()));
                assertThatThrownBy(() -> placeOn(second, request(VmId.random(), SMALL, Set.of())))
                        .as("b was filled by the other node")
                        .isInstanceOfSatisfying(
                                NoCapacity.class, e -> assertThat(e.code()).isEqualTo("hosts-full"));
                release(filling);
                var again = VmId.random();
                assertThat(placeOn(second, request(again, SMALL, Set.of())).host())
                        .as("b has room again")
                        .isEqualTo(b);
                release(again);
                node.get(Hosts.class).setEnabled(a, true, ADMIN);
                var back = VmId.random();
                assertThat(placeOn(second, tagged(back, new Resources(8, 16 * 1024, 1024), HostTags.NONE))
                                .host())
                        .as("a takes VMs again")
                        .isEqualTo(a);
                release(back);
                releaseAll(first.host());
            }
        }
        assertThat(promised(a)).isEqualTo(Resources.NONE);
        assertThat(promised(b)).isEqualTo(Resources.NONE);
    }

    private static PlacementDecision placeOn(EstateNode on, PlacementRequest request) {
        return on.get(TransactionTemplate.class)
                .execute(tx -> on.get(Placements.class).place(request));
    }

    private void releaseAll(HostId host) {
        node.get(JdbcClient.class)
                .sql("select vm_id from allocation where host_id = ?")
                .param(host.value())
                .query((row, n) -> new VmId(row.getObject(1, UUID.class)))
                .list()
                .forEach(this::release);
    }

    private void policy(HostId host, HostPolicy policy) {
        node.get(Hosts.class).setPolicy(host, policy, ADMIN);
    }

    private static PlacementRequest tagged(VmId vm, Resources resources, HostTags tags) {
        return new PlacementRequest(vm, resources, "x86_64", Set.of(LAB), false, Set.of(), Set.of(), tags, List.of());
    }

    private static PlacementRequest grouped(VmId vm, Resources resources, GroupRule rule) {
        return new PlacementRequest(
                vm, resources, "x86_64", Set.of(LAB), false, Set.of(), Set.of(), HostTags.NONE, List.of(rule));
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
        KnownHosts.register(node::get, new HostDraft(name, machine.connection(), "/pool", Optional.empty()));
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
