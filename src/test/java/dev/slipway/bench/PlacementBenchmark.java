package dev.slipway.bench;

import static dev.slipway.bench.Figures.say;

import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.placement.PlacementRequest;
import dev.slipway.placement.Placements;
import dev.slipway.testing.EstateNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deciding where a VM goes in a large fleet: {@code bin/bench placement [HOSTS VMS DECISIONS]}. Measured is the processor time
 * of the deciding thread, everything included but the commit, while hosts go on changing; beside it, turn by turn, the two
 * bare statements that hold the room (a conditional update and an insert).
 */
public final class PlacementBenchmark {
    private static final NetworkSource NETWORK = new NetworkSource(NicKind.BRIDGE, "br0");
    private static final Resources VM = new Resources(1, 2048, 20_480);
    private static final int WARM_UP = 4000;
    private static final int ROWS_AT_ONCE = 500;
    /** As many as 1,000 hosts tell when each is measured every half minute. */
    private static final long BETWEEN_CHANGES_MS = 30;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final EstateNode node;
    private final JdbcClient jdbc;
    private final List<HostId> hosts = new ArrayList<>();
    private final Random random = new Random(7);

    private PlacementBenchmark(EstateNode node) {
        this.node = node;
        this.jdbc = node.get(JdbcClient.class);
    }

    public static void main(String[] arguments) throws Exception {
        int hosts = argument(arguments, 0, 1000);
        int vms = argument(arguments, 1, 100_000);
        int decisions = argument(arguments, 2, 10_000);
        try (EstateNode node = EstateNode.start(
                EstateNode.schema(), Files.createTempDirectory("slipway-bench"), Map.of("slipway.host.lease", "1h"))) {
            new PlacementBenchmark(node).run(hosts, vms, decisions);
        }
        System.exit(0);
    }

    static int argument(String[] arguments, int index, int usual) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
    }

    private void run(int howMany, int vms, int decisions) throws InterruptedException {
        for (int i = 0; i < howMany; i++) {
            hosts.add(addHost(i));
        }
        fill(vms);
        var changing = Thread.ofPlatform().daemon().start(this::goOnChanging);
        for (int i = 0; i < WARM_UP; i++) {
            decide(new Figures(), new Figures());
            raw(new Figures());
        }
        var cpu = new Figures();
        var whole = new Figures();
        var raw = new Figures();
        for (int i = 0; i < decisions; i++) {
            decide(cpu, whole);
            raw(raw);
        }
        say("%d hosts, %d VMs, %s", howMany, vms, Figures.load());
        say("decision, processor time: %s", cpu);
        say("bare statements, processor time: %s", raw);
        say("decision with commit, by the clock: %s", whole);
        changing.interrupt();
        changing.join();
    }

    private void decide(Figures cpu, Figures whole) {
        var request = new PlacementRequest(VmId.random(), VM, "x86_64", Set.of(NETWORK), Set.of(), Set.of());
        long start = System.nanoTime();
        node.get(TransactionTemplate.class).executeWithoutResult(t -> {
            long before = threads.getCurrentThreadCpuTime();
            node.get(Placements.class).place(request);
            cpu.add(threads.getCurrentThreadCpuTime() - before);
        });
        whole.add(System.nanoTime() - start);
        node.get(TransactionTemplate.class)
                .executeWithoutResult(t -> node.get(Placements.class).release(request.vm()));
    }

    private void raw(Figures cpu) {
        var host = hosts.get(random.nextInt(hosts.size()));
        var vm = UUID.randomUUID();
        node.get(TransactionTemplate.class).executeWithoutResult(t -> {
            long before = threads.getCurrentThreadCpuTime();
            jdbc.sql(
                            "update host_capacity set vcpus = vcpus + 1, memory_mib = memory_mib + 2048, disk_mib = disk_mib + 20480"
                                    + " where host_id = ? and vcpus + 1 <= 512 and memory_mib + 2048 <= 500000"
                                    + " and disk_mib + 20480 <= 99999999")
                    .param(host.value())
                    .update();
            jdbc.sql("insert into allocation (vm_id, host_id, vcpus, memory_mib, disk_mib, decision, placed_at)"
                            + " values (?, ?, 1, 2048, 20480, '{}', utc_timestamp(6))")
                    .params(vm, host.value())
                    .update();
            cpu.add(threads.getCurrentThreadCpuTime() - before);
            t.setRollbackOnly();
        });
    }

    /** Watched by nobody, so that nobody looks at it: what is measured is the deciding. */
    private HostId addHost(int i) {
        var id = HostId.random();
        jdbc.sql("""
            insert into host (id, name, uri, pool, pool_path, enabled, acceleration, architecture, cpus, memory_mib,
                pool_capacity_mib, pool_available_mib, last_seen, watcher, watched_until, created_at)
            values (?, ?, ?, 'slipway', '/pool', true, 'KVM', 'x86_64', 64, 524288, 8000000, 7000000, utc_timestamp(6),
                'nobody', '2999-01-01', utc_timestamp(6))\
            """).params(id.value(), "host-" + i, "simulated:bench-" + i).update();
        jdbc.sql("insert into host_network (host_id, kind, name) values (?, 'BRIDGE', 'br0')")
                .param(id.value())
                .update();
        jdbc.sql("insert ignore into host_capacity (host_id) values (?)")
                .param(id.value())
                .update();
        return id;
    }

    private void fill(int vms) {
        for (int done = 0; done < vms; done += ROWS_AT_ONCE) {
            var values = new StringBuilder();
            var parameters = new ArrayList<Object>();
            for (int i = done; i < Math.min(vms, done + ROWS_AT_ONCE); i++) {
                values.append(values.isEmpty() ? "" : ", ").append("(?, ?, 1, 2048, 20480, '{}', utc_timestamp(6))");
                parameters.add(UUID.randomUUID());
                parameters.add(hosts.get(i % hosts.size()).value());
            }
            jdbc.sql("insert into allocation (vm_id, host_id, vcpus, memory_mib, disk_mib, decision, placed_at) values "
                            + values)
                    .params(parameters)
                    .update();
        }
        jdbc.sql("update host_capacity c join (select host_id, count(*) as n from allocation group by host_id) a"
                        + " on a.host_id = c.host_id set c.vcpus = n, c.memory_mib = n * 2048, c.disk_mib = n * 20480")
                .update();
    }

    private void goOnChanging() {
        var mine = new Random(11);
        try {
            while (true) {
                var host = hosts.get(mine.nextInt(hosts.size()));
                node.get(TransactionTemplate.class).executeWithoutResult(t -> {
                    jdbc.sql("update host set pool_available_mib = ? where id = ?")
                            .params(6_900_000 + mine.nextInt(100_000), host.value())
                            .update();
                    node.get(Changes.class).announce(Topic.HOST, host.value(), null);
                });
                TimeUnit.MILLISECONDS.sleep(BETWEEN_CHANGES_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
