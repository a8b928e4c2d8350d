package dev.slipway.bench;

import dev.slipway.testing.ApiClient;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * From the start of the portal's process to its first page, and its memory then, beside a JVM that prints one line: on an
 * empty database, on one that was migrated, and once more.
 */
public final class StartBenchmark {
    private static final int ROUNDS = 3;

    private StartBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String database = TestDatabase.get().freshSchema();
        Path directory = Files.createTempDirectory("slipway-bench");
        for (int round = 0; round < ROUNDS; round++) {
            double bare = bareJvm();
            long start = System.nanoTime();
            try (PortalProcess portal = PortalProcess.start(database, directory)) {
                int status = new ApiClient(portal.port(), Optional.empty())
                        .get("/login")
                        .status();
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%s database: first page (%d) after %.1f s, a bare JVM %.2f s, ratio %.0f; resident %d MiB%n",
                        round == 0 ? "empty" : "known",
                        status,
                        seconds,
                        bare,
                        seconds / bare,
                        residentMib(portal.pid()));
            }
        }
        System.exit(0);
    }

    private static double bareJvm() throws IOException, InterruptedException {
        long start = System.nanoTime();
        new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return (System.nanoTime() - start) / 1e9;
    }

    private static long residentMib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }
}
