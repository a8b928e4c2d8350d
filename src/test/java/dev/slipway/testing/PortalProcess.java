package dev.slipway.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A portal in a process of its own, as it ships (without the tests' classes), so that it can be killed. Ends with this JVM. */
public final class PortalProcess implements AutoCloseable {
    private static final Duration START_UP = Duration.ofSeconds(180);

    private final Process process;
    private final int port;

    private PortalProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it is ready. @param database a JDBC URL of the test database */
    public static PortalProcess start(String database, Path directory, String... options) {
        try {
            int port = Ports.free();
            Path log = directory.resolve("portal-" + port + ".log");
            Process process = new ProcessBuilder(command(port, database, directory, options))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            PortalProcess portal = new PortalProcess(process, port);
            await("the portal, see " + log)
                    .atMost(START_UP)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("the portal ended, see " + log, () -> !process.isAlive())
                    .until(portal::isReady);
            return portal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(int port, String database, Path directory, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "--",
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                withoutTests(),
                "-Dserver.port=" + port,
                "-Dspring.datasource.url=" + database,
                "-Dspring.datasource.username=" + TestDatabase.get().user(),
                "-Dspring.datasource.password="));
        RealParts.get().settings(directory.resolve("state")).forEach((k, v) -> command.add("-D" + k + "=" + v));
        command.addAll(Arrays.asList(options));
        command.add("dev.slipway.SlipwayApplication");
        return command;
    }

    private static String withoutTests() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(":"))
                .filter(entry -> !entry.endsWith("/test-classes") && !entry.endsWith("/jc/test"))
                .collect(Collectors.joining(":"));
    }

    private boolean isReady() {
        try {
            return new ApiClient(port, Optional.empty())
                            .get("/actuator/health/readiness")
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public Portal as(String token) {
        return new Portal(new ApiClient(port, Optional.of(token)));
    }

    /** As by {@code kill -9}. */
    public void kill() {
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the portal cannot be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }

    /** A token for the administrator, put into the database as the portal would: by the hash of its secret. */
    public static String administratorsToken(String database) {
        String secret = "slip_" + "k".repeat(43);
        try (var c = DriverManager.getConnection(database, TestDatabase.get().user(), "");
                var s = c.prepareStatement(
                        "insert into api_token (id, user_id, name, prefix, secret_hash, created_at, version) select"
                                + " uuid(), id, 'test', ?, ?, utc_timestamp(6), 0 from user_account where name ="
                                + " 'admin'")) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            s.setString(1, "k".repeat(8));
            s.setString(2, HexFormat.of().formatHex(hash));
            if (s.executeUpdate() != 1) {
                throw new IllegalStateException("there is no administrator yet");
            }
            return secret;
        } catch (SQLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
