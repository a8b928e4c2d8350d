package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.TestLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check list on real libvirt, on clones of one machine, and on things that are no host at all. */
class RealHostChecksTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static TestLab lab;
    private static EstateNode node;

    @BeforeAll
    static void start() {
        lab = TestLab.start(2, "--same-uuid");
        node = EstateNode.start(
                EstateNode.schema(),
                state,
                Map.of("slipway.host.check-within", "20s", "slipway.hypervisor.change", "60s"));
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, lab.fact("bridge"), ADMIN);
    }

    @AfterAll
    static void stop() {
        node.close();
        lab.close();
    }

    @Test
    void aRealHostPassesAndItsCloneDoesNot() {
        var check = checked("lab1", lab.uri(1));
        assertThat(check.lines())
                .allSatisfy(line -> assertThat(line.result())
                        .as(line.toString())
                        .isEqualTo(
                                switch (line.kind()) {
                                    case ACCELERATION, PROOF -> CheckResult.WARNING;
                                    case REACHABLE,
                                            VERSION,
                                            MACHINE,
                                            PROCESSOR,
                                            MEMORY,
                                            STORAGE,
                                            NETWORKS,
                                            FIRMWARE,
                                            FILTERS,
                                            PRIVILEGES,
                                            CLOCK -> CheckResult.OK;
                                }));
        assertThat(line(check, CheckKind.REACHABLE).finding()).contains("lab1");
        assertThat(line(check, CheckKind.NETWORKS).finding()).contains("bridge br0");
        assertThat(lab.exec("1", "virsh", "list", "--all", "--name")).isBlank();
        assertThat(lab.exec("1", "virsh", "pool-list", "--all", "--name")).isBlank();

        var host = node.get(Hosts.class).register(check.id(), true, ADMIN);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> node.get(Hosts.class).get(host.id(), ADMIN).state() == HostState.ENABLED);

        var clone = checked("lab2", lab.uri(2));
        assertThat(line(clone, CheckKind.MACHINE).result()).isEqualTo(CheckResult.FAILED);
        assertThat(line(clone, CheckKind.MACHINE).finding()).contains("lab1");
    }

    @Test
    void aRealHostThatHangsOrIsNoneEndsInASentence() throws IOException {
        lab.fault(2, "hang");
        var hung = checked("lab2", lab.uri(2));
        lab.fault(2, "unhang");
        assertThat(line(hung, CheckKind.REACHABLE).result()).isEqualTo(CheckResult.FAILED);
        assertThat(line(hung, CheckKind.REACHABLE).remedy().orElseThrow()).contains("virsh -c " + lab.uri(2));

        try (var garbage = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerGarbage(garbage));
            var check = checked("x", "qemu+tcp://127.0.0.1:" + garbage.getLocalPort() + "/system");
            assertThat(line(check, CheckKind.REACHABLE).result()).isEqualTo(CheckResult.FAILED);
            assertThat(check.count(CheckResult.SKIPPED)).isEqualTo(CheckKind.values().length - 1);
        }
        assertThat(line(checked("y", "qemu+tcp://127.0.0.1:1/system"), CheckKind.REACHABLE)
                        .finding())
                .contains("does not answer", "refused");
    }

    private static void answerGarbage(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n<html>".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().read();
            } catch (IOException e) {
                // The asker went away, or the server did.
            }
        }
    }

    private static HostCheck checked(String name, String uri) {
        var checks = node.get(HostChecks.class);
        var id = checks.begin(HostDraft.of(name, uri, lab.fact("pool"), Optional.empty()), ADMIN)
                .id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> checks.get(id, ADMIN).ended());
        return checks.get(id, ADMIN);
    }

    private static CheckLine line(HostCheck check, CheckKind kind) {
        return check.lines().stream()
                .filter(line -> line.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
