package dev.slipway.bench;

import static dev.slipway.bench.Figures.say;
import static org.awaitility.Awaitility.await;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A portal with many simulated hosts and VMs, in one process with its clients: {@code bin/bench scale PART [HOSTS VMS
 * SECONDS]}. Parts are {@code launch} (50 clients launch and delete through the API), {@code list} (the list of all VMs
 * while a fifth of the hosts is dead, beside a route that does nothing), {@code watch} (what watching takes while nothing
 * happens) and {@code page} (how soon an open page is told of what happens on a host).
 */
public final class ScaleBenchmark {
    private static final int CLIENTS = 50;
    private static final int LISTS = 200;
    private static final int DEAD = 5;
    private static final int LOOKS_UNTIL_KNOWN = 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** As the portal does by default. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Duration READ_EVERY = Duration.ofSeconds(60);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScaleEstate estate;
    private final int seconds;
    private final Map<UUID, Semaphore> changed = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    private ScaleBenchmark(ScaleEstate estate, int seconds) {
        this.estate = estate;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String part = arguments.length > 0 ? arguments[0] : "launch";
        boolean watch = part.equals("watch");
        int hosts = PlacementBenchmark.argument(arguments, 1, watch ? 100 : 1000);
        int vms = PlacementBenchmark.argument(arguments, 2, watch ? 100_000 : 10_000);
        int seconds = PlacementBenchmark.argument(arguments, 3, 60);
        long start = System.nanoTime();
        ScaleEstate estate = new ScaleEstate(hosts, vms / hosts);
        say("%d hosts, %d VMs, made in %d s", hosts, vms, (System.nanoTime() - start) / 1_000_000_000);
        ScaleBenchmark benchmark = new ScaleBenchmark(estate, seconds);
        for (String one : part.split(",")) {
            benchmark.run(one);
            say("%s: %s", one, Figures.load());
        }
        System.exit(0);
    }

    private void run(String part) throws InterruptedException {
        switch (part) {
            case "launch" -> launch();
            case "list" -> list();
            case "watch" -> watch();
            case "page" -> new ScalePage(estate).run();
            default -> throw new IllegalArgumentException("There is no part " + part);
        }
    }

    private void launch() throws InterruptedException {
        try (Changes.Subscription told = estate.node.get(Changes.class).subscribe(change -> {
            if (change.topic() == Topic.VM) {
                Semaphore one = changed.get(change.id());
                if (one != null) {
                    one.release();
                }
            }
        })) {
            say("warming up");
            launchFor(seconds, new Launches());
            double ours = Figures.ownSeconds();
            double database = Figures.databaseSeconds();
            Launches launches = new Launches();
            launchFor(seconds, launches);
            int pairs = launches.whole.count();
            say("launch, answer of the API: %s", launches.launch);
            say("delete, answer of the API: %s", launches.delete);
            say("launch until it runs: %s", launches.running);
            say("delete until it is gone: %s", launches.gone);
            say(
                    "whole pair: %s; %.1f pairs a second; failures %d",
                    launches.whole, (double) pairs / seconds, failures.get());
            say(
                    "processor time a pair: portal and clients %.1f ms, database %.1f ms",
                    (Figures.ownSeconds() - ours) * 1000 / pairs,
                    (Figures.databaseSeconds() - database) * 1000 / pairs);
        }
    }

    /** Where the time of pairs of a launch and a deletion goes. */
    private static final class Launches {
        private final Figures launch = new Figures();
        private final Figures running = new Figures();
        private final Figures delete = new Figures();
        private final Figures gone = new Figures();
        private final Figures whole = new Figures();
    }

    private void launchFor(int period, Launches launches) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(period);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    while (System.nanoTime() < end) {
                        try {
                            launchAndDelete(launches);
                        } catch (RuntimeException | AssertionError | InterruptedException e) {
                            if (failures.incrementAndGet() < 4) {
                                say("failed: %s", e);
                            }
                        }
                    }
                });
            }
        }
    }

    private void launchAndDelete(Launches launches) throws InterruptedException {
        Map<String, Object> body = new HashMap<>(estate.launch);
        body.put("name", "b-" + UUID.randomUUID());
        long asked = System.nanoTime();
        String id = estate.portal.launch(body);
        long answered = System.nanoTime();
        UUID vm = UUID.fromString(id);
        changed.put(vm, new Semaphore(1));
        until(vm, "RUNNING");
        long runs = System.nanoTime();
        int status =
                estate.portal.api().post("/api/v1/vms/" + id + "/purge", "").status();
        long deleting = System.nanoTime();
        if (status != 202) {
            throw new AssertionError("delete: " + status);
        }
        until(vm, "GONE");
        long gone = System.nanoTime();
        changed.remove(vm);
        launches.launch.add(answered - asked);
        launches.running.add(runs - asked);
        launches.delete.add(deleting - runs);
        launches.gone.add(gone - runs);
        launches.whole.add(gone - asked);
    }

    private void until(UUID vm, String status) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!estate.status(vm).orElse("GONE").equals(status)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(vm + " is not " + status);
            }
            Semaphore news = changed.get(vm);
            boolean told = news.tryAcquire(1, TimeUnit.SECONDS);
            if (told) {
                news.drainPermits();
            }
        }
    }

    private void list() {
        for (int i = 0; i < estate.machines.size() / DEAD; i++) {
            estate.machines.get(i * DEAD).goDown();
        }
        int dead = estate.machines.size() / DEAD;
        await("the dead hosts to be noticed")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> unreachable() >= dead);
        String path = "/api/v1/vms?project=" + estate.portal.project();
        Figures list = new Figures();
        Figures raw = new Figures();
        for (int i = 0; i < 2 * LISTS; i++) {
            boolean counts = i >= LISTS;
            ask(path + "&page=" + i % 100, counts ? list : new Figures());
            ask("/actuator/health/liveness", counts ? raw : new Figures());
        }
        say("list by REST, %d of the hosts dead: %s", dead, list);
        say("a route that does nothing: %s; ratio of the medians %.1f", raw, list.millis(0.5) / raw.millis(0.5));
    }

    private long unreachable() {
        JsonNode hosts = estate.portal.api().get("/api/v1/hosts").body();
        return StreamSupport.stream(hosts.spliterator(), false)
                .filter(host -> host.path("state").asString("").equals("UNREACHABLE"))
                .count();
    }

    private void ask(String path, Figures figures) {
        long start = System.nanoTime();
        int status = estate.portal.api().get(path).status();
        figures.add(System.nanoTime() - start);
        if (status != 200) {
            throw new AssertionError(path + ": " + status);
        }
    }

    private void watch() throws InterruptedException {
        say("until every definition has been looked at");
        for (int look = 0; look < estate.vms.size() / estate.machines.size() / LOOKS_UNTIL_KNOWN + 5; look++) {
            for (int m = 0; m < estate.machines.size(); m++) {
                estate.stir(m);
            }
            TimeUnit.SECONDS.sleep(2);
        }
        TimeUnit.SECONDS.sleep(seconds);
        double ours = Figures.ownSeconds();
        double database = Figures.databaseSeconds();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double passed = (System.nanoTime() - start) / 1e9;
        say(
                "steady watching: %.1f %% of a core in the portal, %.1f %% in the database, over %.0f s",
                (Figures.ownSeconds() - ours) * 100 / passed,
                (Figures.databaseSeconds() - database) * 100 / passed,
                passed);
        say("of which the simulated hosts' answers: %.1f %% of a core", simulatorsShare());
    }

    /** In hundredths of a core: the two questions that every VM makes dearer, asked as often as the portal asks them. */
    private double simulatorsShare() {
        double looks = 0;
        double readings = 0;
        for (Hypervisor host : estate.hypervisors()) {
            long before = THREADS.getCurrentThreadCpuTime();
            host.observeAll();
            long between = THREADS.getCurrentThreadCpuTime();
            host.usage();
            looks += between - before;
            readings += THREADS.getCurrentThreadCpuTime() - between;
        }
        return (looks / LOOK_EVERY.toNanos() + readings / READ_EVERY.toNanos()) * 100;
    }
}
