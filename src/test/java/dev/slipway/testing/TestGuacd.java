package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;

/**
 * A real guacd for this JVM, on a free loopback port; ends with the JVM, however that ends. Its program is named by the
 * environment variable {@code SLIPWAY_GUACD}, or is where {@code bin/test} puts it.
 */
public final class TestGuacd {
    private static final Path PREPARED = Path.of("var/cache/guacd/bin/guacd");
    private static TestGuacd instance;

    private final int port;

    private TestGuacd(int port) {
        this.port = port;
    }

    public static synchronized TestGuacd get() {
        if (instance == null) {
            instance = start();
        }
        return instance;
    }

    public int port() {
        return port;
    }

    private static TestGuacd start() {
        Path program = program();
        try {
            int port = Ports.free();
            Path log = Files.createTempFile("slipway-guacd-", ".log");
            Process server = new ProcessBuilder(
                            "setpriv",
                            "--pdeathsig",
                            "TERM",
                            "--",
                            program.toString(),
                            "-f",
                            "-L",
                            "error",
                            "-b",
                            "127.0.0.1",
                            "-l",
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            // After the applications, which still talk to it while they end.
            SpringApplication.getShutdownHandlers().add(() -> stop(server, log));
            Awaitility.await("guacd, see " + log)
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> server.isAlive() && answers(port));
            return new TestGuacd(port);
        } catch (IOException e) {
            throw new UncheckedIOException("guacd for tests did not start", e);
        }
    }

    private static Path program() {
        String named = System.getenv("SLIPWAY_GUACD");
        Path program = named == null || named.isBlank() ? PREPARED.toAbsolutePath() : Path.of(named);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("There is no guacd at " + program + ": run bin/test, or set SLIPWAY_GUACD");
        }
        return program;
    }

    private static boolean answers(int port) {
        try (Socket s = new Socket()) {
            s.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(Process server, Path log) {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            System.err.println("left behind: " + log + " (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
