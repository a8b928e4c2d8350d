package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;

/**
 * A private MariaDB server for this JVM, on loopback, with its data in a temporary directory. Started at first use;
 * ends with the JVM, and with its parent even if that is killed.
 */
public final class TestDatabase {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static TestDatabase instance;

    private final int port;

    private TestDatabase(int port) {
        this.port = port;
    }

    public static synchronized TestDatabase get() {
        if (instance == null) {
            instance = start();
        }
        return instance;
    }

    /** A fresh, empty schema of its own; the JDBC URL to it. User {@code root}, no password. */
    public String freshSchema() {
        String schema = "t" + SCHEMAS.incrementAndGet();
        try (Connection c = DriverManager.getConnection(url(""), user(), "");
                var s = c.createStatement()) {
            s.execute("create database " + schema + " character set utf8mb4");
        } catch (SQLException e) {
            throw new IllegalStateException("no schema " + schema, e);
        }
        return url(schema);
    }

    public String user() {
        return "root";
    }

    private String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema + "?timezone=UTC";
    }

    private static TestDatabase start() {
        try {
            Path dir = Files.createTempDirectory("slipway-db-");
            Path data = dir.resolve("data");
            run(
                    dir,
                    "mariadb-install-db",
                    "--no-defaults",
                    "--datadir=" + data,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve",
                    "--user=" + System.getProperty("user.name"));
            int port = Ports.free();
            // setpriv: the kernel ends the server when the JVM's starting thread's process is gone, however it went.
            Process server = new ProcessBuilder(
                            "setpriv",
                            "--pdeathsig",
                            "KILL",
                            "--",
                            "mariadbd",
                            "--no-defaults",
                            "--datadir=" + data,
                            "--socket=" + dir.resolve("s"),
                            "--bind-address=127.0.0.1",
                            "--port=" + port,
                            "--user=" + System.getProperty("user.name"),
                            "--innodb-flush-log-at-trx-commit=2",
                            "--innodb-buffer-pool-size=256M",
                            "--max-connections=400",
                            "--skip-name-resolve")
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("log").toFile())
                    .start();
            // After the applications, which still talk to it while they end.
            SpringApplication.getShutdownHandlers().add(() -> stop(server, dir));
            TestDatabase database = new TestDatabase(port);
            Awaitility.await("MariaDB, see " + dir.resolve("log"))
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> server.isAlive() && database.answers());
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB for tests did not start", e);
        }
    }

    private boolean answers() {
        try (Connection c = DriverManager.getConnection(url(""), user(), "")) {
            return c.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void run(Path dir, String... command) throws IOException {
        Process p = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("install.log").toFile())
                .start();
        try {
            if (!p.waitFor(60, TimeUnit.SECONDS) || p.exitValue() != 0) {
                throw new IOException(command[0] + " failed: " + Files.readString(dir.resolve("install.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", e);
        }
    }

    private static void stop(Process server, Path dir) {
        server.destroyForcibly();
        try {
            server.waitFor(10, TimeUnit.SECONDS);
            try (var files = Files.walk(dir)) {
                files.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        } catch (IOException e) {
            System.err.println("left behind: " + dir + " (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
