package dev.slipway.bench;

import static dev.slipway.bench.Figures.say;

import dev.slipway.testing.ApiClient;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A large upload through the API, its connection cut three times and the portal killed once in the middle; then uploads of
 * 1 GiB in one go, each beside {@code cp} and {@code sync} of the same to the same disk, in turns. Of no more than that, for
 * where this runs in a virtual machine, memory for the kernel's cache that was not used just before comes at a fifth of the
 * speed of either. First argument: GiB, 4 if absent.
 */
public final class UploadBenchmark {
    private static final long GIB = 1L << 30;
    private static final double MIB = 1 << 20;
    private static final int PIECE = 1 << 20;
    private static final long SLICE = 256L << 20;
    private static final int ROUNDS = 5;
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\(");

    private final ApiSlices slices = new ApiSlices();
    private final Path directory;
    private final String database;
    private final long bytes;
    private final Path file;
    private String token = "";
    private String upload = "";

    private UploadBenchmark(long bytes, Path directory) {
        this.bytes = bytes;
        this.directory = directory;
        database = TestDatabase.get().freshSchema();
        file = directory.resolve("disk.raw");
    }

    public static void main(String[] arguments) throws Exception {
        long gib = arguments.length > 0 ? Long.parseLong(arguments[0]) : 4;
        // Not in a /tmp that may be memory, nor below one that ends with this process.
        Path directory =
                Files.createTempDirectory(Path.of(System.getProperty("slipway.bench.directory", "target")), "upload-");
        try {
            new UploadBenchmark(gib * GIB, directory.toAbsolutePath()).run();
        } finally {
            new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        String sha256 = make();
        say("%s; file of %d MiB, SHA-256 %s", Figures.load(), bytes >> 20, sha256);
        cutAndKilled(sha256);
        inOneGo();
        say(
                "largest heap of the portal %d MiB of at most 256, of which %d MiB lived on after a collection",
                heap(1), heap(2));
    }

    private void cutAndKilled(String sha256) throws Exception {
        double sent = 0;
        List<Long> cuts = List.of(bytes / 5, bytes * 2 / 5 + 12_345, bytes * 3 / 5 + 1);
        long kill = bytes * 4 / 5;
        try (var portal = start()) {
            token = PortalProcess.administratorsToken(database);
            upload = new ApiClient(portal.port(), Optional.of(token))
                    .post("/api/v1/uploads", Map.of("fileName", "disk.raw", "bytes", bytes, "checksum", sha256))
                    .body()
                    .path("id")
                    .asString();
            for (long cut : cuts) {
                sent += seconds(() -> slices.send(portal.port(), cut, true));
                say("connection cut: %d MiB are here", slices.offset(portal.port()) >> 20);
            }
            sent += seconds(() -> slices.send(portal.port(), kill, true));
            portal.kill();
        }
        try (var portal = start()) {
            say("portal killed and started again: %d MiB are here", slices.offset(portal.port()) >> 20);
            sent += seconds(() -> slices.send(portal.port(), bytes, false));
            double checked = seconds(() -> awaitReady(portal.port()));
            say("sent %.0f MiB/s; looked into and converted in %.1f s", mibs(sent), checked);
        }
    }

    private void inOneGo() throws Exception {
        sh("truncate -s %d %s && sync %s".formatted(GIB, file, file));
        var ratios = new ArrayList<Double>();
        try (var portal = start()) {
            var api = new ApiClient(portal.port(), Optional.of(token));
            for (int i = 0; i <= ROUNDS; i++) {
                double copied = copy();
                // One byte is kept back, so that nothing is at work on the file in the next round.
                upload = api.post("/api/v1/uploads", Map.of("fileName", "again.raw", "bytes", GIB + 1))
                        .body()
                        .path("id")
                        .asString();
                double sent = seconds(() -> slices.piece(portal.port(), 0, GIB, GIB, false));
                api.delete("/api/v1/uploads/" + upload);
                say("in one go: %.0f MiB/s beside cp %.0f MiB/s", GIB / MIB / sent, GIB / MIB / copied);
                if (i > 0) {
                    ratios.add(copied / sent);
                }
            }
        }
        ratios.sort(null);
        say("median ratio of all but the first: %.2f (goal 0.6)", ratios.get(ROUNDS / 2));
    }

    private double copy() throws Exception {
        var copy = directory.resolve("copy");
        double seconds = seconds(() -> sh("cp " + file + " " + copy + " && sync " + copy));
        Files.delete(copy);
        return seconds;
    }

    private PortalProcess start() {
        return PortalProcess.start(
                database,
                directory,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Xlog:gc:file=" + directory.resolve("gc-" + System.nanoTime() + ".log"));
    }

    /** Random where it is not sparse: half of it. */
    private String make() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var random = new byte[PIECE];
        new Random(1).nextBytes(random);
        random[510] = 0x55;
        random[511] = (byte) 0xaa;
        var zero = new byte[PIECE];
        try (var out = Files.newOutputStream(file)) {
            for (long at = 0; at < bytes; at += PIECE) {
                var piece = at / PIECE % 2 == 0 ? random : zero;
                out.write(piece);
                digest.update(piece);
            }
        }
        sh("sync " + file);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void awaitReady(int port) throws InterruptedException {
        var api = new ApiClient(port, Optional.of(token));
        for (int i = 0; i < 6000; i++) {
            var now = api.get("/api/v1/uploads/" + upload).body();
            String state = now.path("state").asString();
            if (state.equals("READY")) {
                say("READY; checksum as announced: %s", now.path("sha256").asString());
                return;
            }
            if (!state.equals("CHECKING")) {
                throw new AssertionError(now.toString());
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never ready");
    }

    private long heap(int group) throws IOException {
        try (var logs = Files.newDirectoryStream(directory, "gc-*.log")) {
            long most = 0;
            for (Path log : logs) {
                most = Math.max(
                        most,
                        HEAP.matcher(Files.readString(log))
                                .results()
                                .mapToLong(m -> Long.parseLong(m.group(group)))
                                .max()
                                .orElse(0));
            }
            return most;
        }
    }

    private double mibs(double seconds) {
        return bytes / MIB / seconds;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void sh(String command) throws Exception {
        if (new ProcessBuilder("bash", "-c", command).inheritIO().start().waitFor() != 0) {
            throw new AssertionError(command);
        }
    }

    /** Sends by sockets of its own, which can be cut between any two bytes. */
    private final class ApiSlices {
        long offset(int port) {
            var answer = new ApiClient(port, Optional.of(token))
                    .send("HEAD", "/api/v1/uploads/" + upload, java.net.http.HttpRequest.BodyPublishers.noBody());
            var offset = answer.headers().get("upload-offset");
            if (offset == null) {
                throw new IllegalStateException("HEAD was answered by " + answer.status());
            }
            return Long.parseLong(offset.getFirst());
        }

        /** Up to there; then the connection is reset in the middle of a piece, or the answer read. */
        void send(int port, long to, boolean cut) throws Exception {
            long from = offset(port);
            while (from < to) {
                long end = Math.min(from + SLICE, to);
                boolean last = end == to && cut;
                piece(port, from, last ? Math.min(end + SLICE, bytes) : end, end, last);
                from = end;
            }
            if (cut) {
                awaitStill(port);
            }
        }

        private void awaitStill(int port) {
            long before = -1;
            for (long now = offset(port); now != before; now = offset(port)) {
                before = now;
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        }

        private void piece(int port, long from, long announced, long end, boolean cut) throws Exception {
            try (var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                    var in = FileChannel.open(file, StandardOpenOption.READ)) {
                var line = channel.socket();
                line.getOutputStream()
                        .write(("PATCH /api/v1/uploads/" + upload
                                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + token + "\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: "
                                        + from
                                        + "\r\nContent-Length: " + (announced - from) + "\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                // By the kernel alone: the processors are the portal's.
                for (long at = from; at < end; ) {
                    at += in.transferTo(at, end - at, channel);
                }
                if (cut) {
                    line.setSoLinger(true, 0);
                    return;
                }
                String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                if (!answer.startsWith("HTTP/1.1 204")) {
                    throw new AssertionError(answer);
                }
            }
        }
    }
}
