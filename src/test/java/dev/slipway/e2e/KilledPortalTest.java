package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the portal in the middle of a launch: a portal started afterwards ends what was begun. */
@Tag("real")
class KilledPortalTest {
    private static final Duration START_UP = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final TestHost host = RealParts.get().host();
    private final String database = TestDatabase.get().freshSchema();
    private final List<Process> portals = new ArrayList<>();

    @AfterEach
    void stop() {
        portals.forEach(Process::destroyForcibly);
    }

    @Test
    void whatWasBegunIsFinishedOrUndoneAndNothingIsLeftOver() throws Exception {
        Running first = start();
        String token = insertToken(database);
        List<String> none = first.portal(token).usage();
        Map<String, Object> body = first.portal(token).launchBody("killed-0");
        List<String> vms = new ArrayList<>();
        // The first is killed with its launches at different steps; those submitted last have hardly begun.
        for (int i = 0; i < 6; i++) {
            vms.add(first.portal(token).launch(with(body, "killed-" + i)));
        }
        first.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        Running second = start();
        Portal portal = second.portal(token);
        for (String vm : vms) {
            portal.awaitStatus(vm, Duration.ofSeconds(120), "RUNNING", "FAILED");
        }
        assertThat(host.exec("virsh", "-q", "list", "--uuid").lines().map(String::strip))
                .as("what runs is what is shown as running")
                .containsAll(vms.stream()
                        .filter(vm -> portal.status(vm).equals("RUNNING"))
                        .toList());
        vms.parallelStream().forEach(portal::deleteAndWait);
        assertThat(host.exec("virsh", "-q", "list", "--all", "--uuid").lines().map(String::strip))
                .doesNotContainAnyElementsOf(vms);
        assertThat(host.exec("ls", host.poolPath()).lines())
                .noneMatch(volume -> vms.stream().anyMatch(volume::contains));
        assertThat(portal.usage()).isEqualTo(none);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name) {
        var copy = new java.util.HashMap<>(body);
        copy.put("name", name);
        return copy;
    }

    /** A portal in a process of its own. */
    private record Running(Process process, int port) {
        Portal portal(String token) {
            return new Portal(new ApiClient(port, Optional.of(token)));
        }
    }

    private Running start() throws IOException {
        int port;
        try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = s.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "--",
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dserver.port=" + port,
                "-Dspring.datasource.url=" + database,
                "-Dspring.datasource.username=" + TestDatabase.get().user(),
                "-Dspring.datasource.password="));
        RealParts.get().settings(directory.resolve("state")).forEach((k, v) -> command.add("-D" + k + "=" + v));
        command.add("dev.slipway.SlipwayApplication");
        Path log = directory.resolve("portal-" + portals.size() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        portals.add(process);
        ApiClient api = new ApiClient(port, Optional.empty());
        await("the portal, see " + log)
                .atMost(START_UP)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(process.isAlive()).as("see %s", log).isTrue();
                    try {
                        return api.get("/actuator/health/readiness").status() == 200;
                    } catch (java.io.UncheckedIOException e) {
                        return false;
                    }
                });
        return new Running(process, port);
    }

    /** A token for the administrator, put into the database as the portal would: by the hash of its secret. */
    private static String insertToken(String database) throws SQLException, NoSuchAlgorithmException {
        String secret = "slip_" + "k".repeat(43);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        try (var c = DriverManager.getConnection(database, TestDatabase.get().user(), "");
                var s = c.prepareStatement(
                        "insert into api_token (id, user_id, name, prefix, secret_hash, created_at, version) select"
                                + " uuid(), id, 'test', ?, ?, utc_timestamp(6), 0 from user_account where name ="
                                + " 'admin'")) {
            s.setString(1, "k".repeat(8));
            s.setString(2, HexFormat.of().formatHex(hash));
            assertThat(s.executeUpdate()).isEqualTo(1);
        }
        return secret;
    }
}
