package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestLab;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real host by ssh: a key of the portal's, the host's own key, its daemon, and the screen of a guest on its loopback. */
class SshHostTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static TestLab lab;
    private static EstateNode node;

    @BeforeAll
    static void start() {
        lab = TestLab.start(2);
        node = EstateNode.start(EstateNode.schema(), state);
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, lab.fact("bridge"), ADMIN);
    }

    @AfterAll
    static void stop() {
        node.close();
        lab.close();
    }

    @Test
    void isCheckedRegisteredAndKnownByItsKey() throws Exception {
        var credential = node.get(HostCredentials.class).addKey(lab.sshKey(), ADMIN);
        var check = checked("ssh1", lab.sshUri(1), credential);

        assertThat(line(check, CheckKind.PROOF).result()).isEqualTo(CheckResult.WARNING);
        assertThat(line(check, CheckKind.PROOF).finding()).contains("first time", fingerprint(1));
        assertThat(check.has(CheckResult.FAILED)).as(check.toString()).isFalse();
        var host = node.get(Hosts.class).register(check.id(), true, ADMIN);
        await(() -> view(host.id()).state() == HostState.ENABLED);
        assertThat(view(host.id()).hostKey()).hasValue(fingerprint(1));
        showsAScreen(host.id());
        secretsStayInside();

        // Another machine at that address, or one that was installed anew.
        lab.exec("1", "bash", "-c", "rm -f " + lab.directory() + "/1/ssh_host_key*");
        lab.fault(1, "crash");
        await(() -> view(host.id()).state() == HostState.UNREACHABLE);
        lab.up();
        await(() -> view(host.id()).trouble().isPresent());
        assertThat(view(host.id()).trouble().orElseThrow())
                .contains("has changed", view(host.id()).hostKey().orElseThrow(), fingerprint(1), "register it again");

        var again = checked("ssh1", lab.sshUri(1), credential);
        assertThat(line(again, CheckKind.PROOF).finding()).contains("another key", fingerprint(1));
        node.get(Hosts.class).register(again.id(), true, ADMIN);
        await(() -> view(host.id()).state() == HostState.ENABLED
                && view(host.id()).trouble().isEmpty());
        assertThat(view(host.id()).hostKey()).hasValue(fingerprint(1));
    }

    @Test
    void aKeyThatIsNotOnTheHostIsToldAndPutThere() throws IOException {
        var made = node.get(HostCredentials.class).makeKey(ADMIN);
        assertThat(made.publicText()).startsWith("ssh-ed25519 ");
        var refused = checked("ssh2", lab.sshUri(2), made);
        assertThat(line(refused, CheckKind.REACHABLE).result()).isEqualTo(CheckResult.FAILED);
        assertThat(line(refused, CheckKind.REACHABLE).finding()).contains("authentication");

        var keys = Path.of(lab.fact("ssh") + ".pub");
        Files.writeString(keys, Files.readString(keys).strip() + "\n" + made.publicText() + "\n");

        assertThat(checked("ssh2", lab.sshUri(2), made).has(CheckResult.FAILED)).isFalse();
    }

    @Test
    void registersTheHostsThatSettingsNameWithTheirKey() {
        var settings = Map.<String, Object>of(
                "slipway.bootstrap.more-hosts",
                "named=" + lab.sshUri(2),
                "slipway.bootstrap.ssh-key",
                lab.fact("ssh"),
                "slipway.bootstrap.host-pool-path",
                lab.fact("pool"),
                "slipway.host.acceleration",
                "emulated");
        try (var first = EstateNode.start(EstateNode.schema(), state, settings)) {
            first.tellReady();
            await(() -> first.get(Hosts.class).list(ADMIN).stream()
                    .anyMatch(host -> host.name().equals("named") && host.state() == HostState.ENABLED));
        }
    }

    @Test
    void refusesWhatIsNoKeyAndSshWithoutOne() {
        var credentials = node.get(HostCredentials.class);
        for (var text : List.of(
                "", "ssh-ed25519 AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END", "x".repeat(20_000))) {
            assertThatThrownBy(() -> credentials.addKey(text, ADMIN)).isInstanceOf(InvalidRequest.class);
        }
        assertThatThrownBy(() -> node.get(HostChecks.class)
                        .begin(HostDraft.of("a", "qemu+ssh://h/system", "/pool", Optional.empty()), ADMIN))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("needs a key");
    }

    /** As guacd does: a socket with no number, and then the server's greeting. */
    private static void showsAScreen(HostId id) throws IOException {
        var host = node.get(Hypervisors.class).on(id);
        var disk = new VolumeRef(Hosts.POOL, "disk");
        await(() -> view(id).poolCapacityMib() > 0);
        var image = TestGuest.qcow2();
        host.upload(disk, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
        var vm = VmId.random();
        host.define(new DomainSpec(
                vm,
                "screen",
                "A VM with a screen",
                1,
                64,
                disk,
                Optional.empty(),
                List.of(),
                DomainSpec.Firmware.BIOS,
                Acceleration.EMULATED));
        host.start(vm.value());
        var screen = host.openScreen(vm.value(), Duration.ofMinutes(1));
        assertThat(screen.port()).isZero();
        try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(screen.hostname()))) {
            var greeting = ByteBuffer.allocate(12);
            while (greeting.hasRemaining() && socket.read(greeting) >= 0) {
                Thread.onSpinWait();
            }
            assertThat(new String(greeting.array(), StandardCharsets.US_ASCII)).startsWith("RFB 003.");
        }
        host.powerOff(vm.value());
        host.undefine(vm.value());
    }

    private static void secretsStayInside() {
        var sealed = node.get(JdbcClient.class)
                .sql("select sealed from host_credential")
                .query(byte[].class)
                .list();
        assertThat(sealed)
                .allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .doesNotContain("PRIVATE KEY"));
    }

    private static String fingerprint(int host) throws IOException {
        return HostConnection.fingerprint(Files.readString(lab.directory().resolve(host + "/ssh_host_key.pub")));
    }

    private static HostCheck checked(String name, String uri, HostCredential credential) {
        var checks = node.get(HostChecks.class);
        var draft = HostDraft.of(name, uri, lab.fact("pool"), Optional.of("EMULATED"))
                .with(Optional.of(credential.id()));
        var id = checks.begin(draft, ADMIN).id();
        await(() -> checks.get(id, ADMIN).ended());
        return checks.get(id, ADMIN);
    }

    private static CheckLine line(HostCheck check, CheckKind kind) {
        return check.lines().stream()
                .filter(line -> line.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static HostView view(HostId host) {
        return node.get(Hosts.class).get(host, ADMIN);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
