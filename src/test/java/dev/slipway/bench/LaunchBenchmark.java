package dev.slipway.bench;

import static org.awaitility.Awaitility.await;

import dev.slipway.testing.Portal;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * From the request to the running VM, through the API, beside {@code qemu-img create -b}, {@code virsh define} and
 * {@code virsh start} of the same VM on the same host; turn by turn in one run, one VM at a time, ten at once, and one that
 * waits in a warm pool, beside the boot of one by hand.
 */
public final class LaunchBenchmark {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 8;
    private static final int IN_SERVICE = 600;
    private static final int CLIENTS = 8;
    private static final int MANY = 10;
    private static final String BOOTED =
            "until virsh -q qemu-agent-command $1 '{\"execute\":\"guest-ping\"}' >/dev/null 2>&1; do sleep 0.05; done\n";
    private static final Pattern VM = Pattern.compile("\"topic\":\"vm\",\"id\":\"([^\"]+)\"");

    private final TestHost host = RealParts.get().host();
    private final Portal portal;
    private String domainXml = "";
    private String base = "";
    private final Map<String, Semaphore> changed = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    private LaunchBenchmark(Portal portal) {
        this.portal = portal;
    }

    /** @param arguments more options of the portal, such as {@code -Dslipway.bootstrap.network-filtered=false} */
    public static void main(String[] arguments) throws IOException {
        String database = TestDatabase.get().freshSchema();
        Path directory = Files.createTempDirectory("slipway-bench");
        var options = new ArrayList<>(List.of(
                "-Dlogging.level.root=warn",
                "-Dslipway.quota.defaults.member.vms=100",
                "-Dslipway.quota.defaults.member.vcpus=100",
                "-Dslipway.quota.defaults.member.running-vcpus=100"));
        options.addAll(List.of(arguments));
        try (PortalProcess process = PortalProcess.start(database, directory, options.toArray(String[]::new))) {
            new LaunchBenchmark(process.as(PortalProcess.administratorsToken(database))).run();
        }
        System.exit(0);
    }

    private void run() {
        Thread.ofPlatform().daemon().start(this::listen);
        beInService();
        prepare();
        compare("one VM", () -> throughThePortal(1), () -> byHand(1, false));
        compare("ten at once", () -> throughThePortal(MANY), () -> byHand(MANY, false));
        compareWarm();
        System.out.printf(Locale.ROOT, "failed launches: %d%n", failures.get());
    }

    /** One whose guest has booted already, beside one by hand until its guest has. */
    private void compareWarm() {
        var pool = new HashMap<>(portal.launchBody(name()));
        pool.remove("name");
        pool.put("wanted", 1);
        String id = id(portal.api().post("/api/v1/warm-pools", pool).body());
        Runnable ready = () -> await("one that waits")
                .atMost(Duration.ofMinutes(3))
                .until(() -> portal.api()
                                .get("/api/v1/warm-pools")
                                .body()
                                .path(0)
                                .path("ready")
                                .asInt()
                        == 1);
        compare(
                "one that waits",
                () -> {
                    ready.run();
                    return throughThePortal(1);
                },
                () -> {
                    ready.run();
                    return byHand(1, true);
                });
        portal.api().delete("/api/v1/warm-pools/" + id);
    }

    private void compare(String what, DoubleSupplier byUs, DoubleSupplier byHand) {
        List<Double> ratios = new ArrayList<>();
        List<Double> portals = new ArrayList<>();
        List<Double> raws = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double ours = byUs.getAsDouble();
            double raw = byHand.getAsDouble();
            portals.add(ours);
            raws.add(raw);
            ratios.add(ours / raw);
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s portal %.3f s, by hand %.3f s (medians of %d), ratio median %.2f, from %.2f to %.2f%n",
                what,
                median(portals),
                median(raws),
                ROUNDS,
                median(ratios),
                ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
                ratios.stream().mapToDouble(r -> r).max().orElseThrow());
    }

    /**
     * What is measured is a portal that has been at work for a while, not one whose code is just being compiled: it launches
     * and deletes VMs first, on a host that is only simulated, so that the real one and its guests are as fresh as for the
     * launches by hand.
     */
    private void beInService() {
        portal.launchBody(name()); // waits for all that a launch needs
        String real = id(portal.api().get("/api/v1/hosts").body().path(0));
        String simulated = register(Map.of("name", "simulated", "uri", "simulated:bench", "poolPath", "/pool"));
        await("the simulated host").atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode host = portal.api().get("/api/v1/hosts/" + simulated).body();
            return !host.path("acceleration").asString("").isEmpty()
                    && host.path("poolAvailableMib").asLong() > 0;
        });
        portal.api().post("/api/v1/hosts/" + real + "/disable", "");
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < IN_SERVICE; i++) {
                clients.execute(this::launchAndDelete);
            }
        }
        portal.api().post("/api/v1/hosts/" + simulated + "/disable", "");
        portal.api().post("/api/v1/hosts/" + real + "/enable", "");
    }

    private String register(Map<String, Object> host) {
        String check = id(portal.api().post("/api/v1/host-checks", host).body());
        await("the check list")
                .atMost(Duration.ofSeconds(60))
                .until(() -> portal.api()
                        .get("/api/v1/host-checks/" + check)
                        .body()
                        .path("ended")
                        .asBoolean());
        return id(portal.api()
                .post("/api/v1/hosts", Map.of("check", check, "acceptWarnings", true))
                .body());
    }

    private void launchAndDelete() {
        String vm = portal.launch(portal.launchBody(name()));
        portal.awaitStatus(vm, Duration.ofSeconds(60), "RUNNING");
        portal.deleteAndWait(vm);
    }

    private static String id(JsonNode answer) {
        return answer.path("id").asString();
    }

    /** Warms both up, and takes the VM that is started by hand from what the portal defined. */
    private void prepare() {
        for (int i = 0; i < WARM_UP; i++) {
            String vm = portal.launch(portal.launchBody(name()));
            portal.awaitStatus(vm, Duration.ofSeconds(60), "RUNNING");
            domainXml = host.exec("virsh", "-q", "dumpxml", "--inactive", "--security-info", vm);
            base = host.exec("sh", "-c", "ls " + host.poolPath() + "/base-*").strip();
            portal.deleteAndWait(vm);
            byHand(1, false);
        }
    }

    private double throughThePortal(int count) {
        List<Map<String, Object>> bodies = IntStream.range(0, count)
                .mapToObj(i -> portal.launchBody(name()))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            var running = bodies.stream()
                    .map(body -> threads.submit(() -> {
                        String vm = portal.launch(body);
                        awaitEnd(vm);
                        return vm;
                    }))
                    .toList();
            List<String> vms = new ArrayList<>();
            for (var r : running) {
                vms.add(r.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            vms.parallelStream().forEach(portal::deleteAndWait);
            return seconds;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks when the portal says that something changed, as a page does: asking all the time would be load of ours. */
    private void awaitEnd(String vm) {
        Semaphore news = changed.computeIfAbsent(vm, id -> new Semaphore(1));
        try {
            for (String status = ""; !status.equals("RUNNING"); ) {
                if (!news.tryAcquire(120, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(vm + " stays " + status);
                }
                news.drainPermits();
                status = portal.status(vm);
                if (status.equals("FAILED")) {
                    failures.incrementAndGet();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        portal.api()
                .events("/api/v1/events")
                .map(VM::matcher)
                .filter(Matcher::find)
                .forEach(m -> changed.computeIfAbsent(m.group(1), id -> new Semaphore(1))
                        .release());
    }

    /** Timed inside, so that getting inside costs nothing. */
    private double byHand(int count, boolean untilItHasBooted) {
        StringBuilder script = new StringBuilder("cd " + host.poolPath() + "\n");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            ids.add(id);
            script.append("cat >/tmp/")
                    .append(id)
                    .append(".xml <<'XML'\n")
                    .append(xml(id))
                    .append("\nXML\n");
        }
        script.append("one() { qemu-img create -q -f qcow2 -F qcow2 -b ")
                .append(base)
                .append(" hand-$1.qcow2 1G && virsh -q define /tmp/$1.xml && virsh -q start $1 || echo FAILED\n")
                .append(untilItHasBooted ? BOOTED : "")
                .append("}\n")
                .append("start=$EPOCHREALTIME\n");
        ids.forEach(id -> script.append("one ").append(id).append(" &\n"));
        script.append("wait\nend=$EPOCHREALTIME\necho $start $end\n");
        ids.forEach(id -> script.append("virsh -q destroy ")
                .append(id)
                .append("; virsh -q undefine ")
                .append(id)
                .append("; rm -f hand-")
                .append(id)
                .append(".qcow2 /tmp/")
                .append(id)
                .append(".xml\n"));
        String printed = host.exec("bash", "-c", script.toString());
        if (printed.contains("FAILED")) {
            throw new IllegalStateException(printed);
        }
        String[] times = Arrays.stream(printed.split("\n"))
                .filter(l -> l.matches("[\\d.]+ [\\d.]+"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(printed))
                .split(" ");
        return Double.parseDouble(times[1]) - Double.parseDouble(times[0]);
    }

    /** The same VM under another name, on a disk of its own and without the seed, whose volume went with the portal's VM. */
    private String xml(String id) {
        String mac = "52:54:00:" + id.substring(0, 2) + ":" + id.substring(2, 4) + ":" + id.substring(4, 6);
        return domainXml
                .replaceAll("(?s)<disk type='file' device='disk'>(?:(?!</disk>).)*-seed\\.iso.*?</disk>", "")
                .replaceAll("<uuid>[^<]*</uuid>", "<uuid>" + id + "</uuid>")
                .replaceAll("<name>[^<]*</name>", "<name>hand-" + id + "</name>")
                .replaceAll("<mac address='[^']*'/>", "<mac address='" + mac + "'/>")
                .replaceAll("file='[^']*-disk\\.qcow2'", "file='" + host.poolPath() + "/hand-" + id + ".qcow2'");
    }

    private static String name() {
        return "bench-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
