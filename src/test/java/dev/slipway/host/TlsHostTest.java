package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.TestLab;
import dev.slipway.testing.TlsSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real host by TLS, with a certificate that the portal keeps. */
@Tag("real")
class TlsHostTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static TestLab lab;
    private static EstateNode node;

    @BeforeAll
    static void start() {
        lab = TestLab.start(1);
        node = EstateNode.start(EstateNode.schema(), state);
    }

    @AfterAll
    static void stop() {
        node.close();
        lab.close();
    }

    @Test
    void isCheckedAndRegisteredWithACertificateThatNeverComesOut() throws IOException {
        var credential = node.get(HostCredentials.class)
                .addCertificate(pem("cacert"), pem("clientcert"), pem("clientkey"), ADMIN);
        assertThat(credential.publicText()).contains("until 20");

        var check = checked("tls1", credential);
        assertThat(check.has(CheckResult.FAILED)).as(check.toString()).isFalse();
        var host = node.get(Hosts.class).register(check.id(), true, ADMIN);
        await(() -> node.get(Hosts.class).get(host.id(), ADMIN).state() == HostState.ENABLED);

        var secret = pem("clientkey").lines().skip(1).findFirst().orElseThrow();
        assertThat(node.get(JdbcClient.class)
                        .sql("select concat(public_text, hex(sealed)) from host_credential where id = ?")
                        .param(credential.id().value())
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
        node.get(Hypervisors.class).unregister(host.id());
        assertThat(leftBehind(secret)).isEmpty();
    }

    @Test
    void aHostThatNobodyVouchesForIsNotBelieved() throws IOException {
        var wary = node.get(HostCredentials.class)
                .addCertificate(TlsSamples.CERTIFICATE, pem("clientcert"), pem("clientkey"), ADMIN);

        var line = reachable(checked("tls2", wary));

        assertThat(line.result()).isEqualTo(CheckResult.FAILED);
        assertThat(line.finding() + line.remedy()).containsIgnoringCase("certificate");
    }

    @Test
    void aCertificateThatTheHostDoesNotKnowIsTold() throws IOException {
        var unknown = node.get(HostCredentials.class)
                .addCertificate(pem("cacert"), TlsSamples.CERTIFICATE, TlsSamples.KEY, ADMIN);

        var line = reachable(checked("tls3", unknown));

        assertThat(line.result()).isEqualTo(CheckResult.FAILED);
    }

    @Test
    void refusesTheWrongKindAndBothWaysAtOnce() throws IOException {
        var key = node.get(HostCredentials.class).makeKey(ADMIN);
        var certificate = node.get(HostCredentials.class)
                .addCertificate(pem("cacert"), pem("clientcert"), pem("clientkey"), ADMIN);

        refused("qemu+tls://h/system", key, "needs a certificate");
        refused("qemu+tls://h/system?pkipath=/etc/pki", certificate, "not both");
        refused("qemu+ssh://h/system", certificate, "needs a key");
    }

    private static void refused(String uri, HostCredential credential, String why) {
        var draft = HostDraft.of("a", uri, "/pool", Optional.empty()).with(Optional.of(credential.id()));
        assertThatThrownBy(() -> node.get(HostChecks.class).begin(draft, ADMIN))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(why);
    }

    private static HostCheck checked(String name, HostCredential credential) {
        var uri = lab.uri(1).replace("+tcp://", "+tls://");
        var draft = HostDraft.of(name, uri, lab.fact("pool"), Optional.of("EMULATED"))
                .with(Optional.of(credential.id()));
        var checks = node.get(HostChecks.class);
        var id = checks.begin(draft, ADMIN).id();
        await(() -> checks.get(id, ADMIN).ended());
        return checks.get(id, ADMIN);
    }

    private static CheckLine reachable(HostCheck check) {
        return check.lines().stream()
                .filter(line -> line.kind() == CheckKind.REACHABLE)
                .findAny()
                .orElseThrow();
    }

    private static List<Path> leftBehind(String secret) throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(dir -> dir.getFileName().toString().startsWith("slipway-tls"))
                    .map(dir -> dir.resolve("clientkey.pem"))
                    .filter(Files::exists)
                    .filter(file -> holds(file, secret))
                    .toList();
        }
    }

    private static boolean holds(Path file, String secret) {
        try {
            return Files.readString(file).contains(secret);
        } catch (IOException e) {
            return false;
        }
    }

    private static String pem(String name) throws IOException {
        return Files.readString(Path.of(lab.fact("tls")).resolve(name + ".pem"));
    }

    private static void await(java.util.concurrent.Callable<Boolean> that) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(that);
    }
}
