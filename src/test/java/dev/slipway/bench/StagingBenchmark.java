package dev.slipway.bench;

import static dev.slipway.bench.Figures.say;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.Portal;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestHost;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An image staged on a host through the API, checked on the way, beside {@code virsh vol-upload} of the same file to the
 * same pool of the same host: the stream of libvirt that both go through, with nothing else. In turns, in one run. First
 * argument: GiB, 2 if absent, half of it zeros.
 */
public final class StagingBenchmark {
    private static final int ROUNDS = 5;
    private static final int PIECE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final TestHost host = RealParts.get().host();
    private final Portal portal;
    private final Path directory;
    private final long bytes;

    private StagingBenchmark(Portal portal, Path directory, long bytes) {
        this.portal = portal;
        this.directory = directory;
        this.bytes = bytes;
    }

    public static void main(String[] arguments) throws Exception {
        long gib = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2;
        Path directory = Files.createTempDirectory(
                        Path.of(System.getProperty("slipway.bench.directory", "target")), "staging-")
                .toAbsolutePath();
        String database = TestDatabase.get().freshSchema();
        try (var process = PortalProcess.start(database, directory, "-Dlogging.level.root=warn")) {
            new StagingBenchmark(process.as(PortalProcess.administratorsToken(database)), directory, gib << 30).run();
        } finally {
            new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
        }
        System.exit(0);
    }

    private void run() throws IOException {
        String image = publish(make());
        Path master = master();
        portal.launchBody("none"); // waits for the host
        String on = portal.api().get("/api/v1/hosts").body().path(0).path("id").asString();
        say("%s; master of %d MiB", Figures.load(), Files.size(master) >> 20);
        var ratios = new ArrayList<Double>();
        for (int i = 0; i <= ROUNDS; i++) {
            double byHand = byHand(master);
            double ours = staged("/api/v1/images/" + image + "/copies", on);
            say("staged in %.2f s, by hand in %.2f s", ours, byHand);
            if (i > 0) {
                ratios.add(byHand / ours);
            }
        }
        ratios.sort(null);
        say("median ratio of all but the first: %.2f (goal 0.7)", ratios.get(ROUNDS / 2));
    }

    private Path make() throws IOException {
        Path file = directory.resolve("disk.raw");
        var random = new byte[PIECE];
        new Random(1).nextBytes(random);
        random[510] = 0x55;
        random[511] = (byte) 0xaa;
        try (var out = Files.newOutputStream(file)) {
            for (long at = 0; at < bytes; at += PIECE) {
                out.write(at / PIECE % 2 == 0 ? random : new byte[PIECE]);
            }
        }
        return file;
    }

    private String publish(Path file) throws IOException {
        var upload = "/api/v1/uploads/"
                + portal.api()
                        .post("/api/v1/uploads", Map.of("fileName", "disk.raw", "bytes", bytes))
                        .body()
                        .path("id")
                        .asString();
        portal.api()
                .send(
                        "PATCH",
                        upload,
                        BodyPublishers.ofFile(file),
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        "application/offset+octet-stream");
        await("the file to be looked into")
                .atMost(PATIENCE)
                .until(() ->
                        portal.api().get(upload).body().path("state").asString().equals("READY"));
        return portal.api()
                .post(upload + "/publish", Map.of("name", "bench", "os", "None", "versionLabel", "1"))
                .body()
                .path("version")
                .asString();
    }

    /** What the portal keeps of it, which is what it sends to hosts. */
    private Path master() throws IOException {
        try (var files = Files.walk(directory.resolve("state"))) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(f -> f.toFile().length()))
                    .orElseThrow();
        }
    }

    private double byHand(Path master) throws IOException {
        String printed = host.exec("bash", "-c", """
                pool=$(virsh -q pool-list --name | head -1)
                start=$EPOCHREALTIME
                virsh -q vol-create-as $pool by-hand %d --allocation 0 --format raw
                virsh -q vol-upload --sparse --pool $pool by-hand %s
                end=$EPOCHREALTIME
                virsh -q vol-delete --pool $pool by-hand
                echo $start $end
                """.formatted(Files.size(master), master));
        var times = printed.strip()
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .split(" ");
        return Double.parseDouble(times[1]) - Double.parseDouble(times[0]);
    }

    private double staged(String copies, String on) {
        long begin = System.nanoTime();
        portal.api().post(copies, Map.of("hosts", List.of(on)));
        await("the copy")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        portal.api().get(copies).body().path(0).path("ready").asBoolean());
        double seconds = (System.nanoTime() - begin) / 1e9;
        portal.api().delete(copies + "/" + on);
        await("no copy")
                .atMost(PATIENCE)
                .until(() -> portal.api().get(copies).body().isEmpty());
        return seconds;
    }
}
