package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.TestLab;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real hosts beside each other, two by tcp and one by TLS: what happens to one is seen, and disturbs no other. */
class SeveralHostsTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static TestLab lab;
    private static EstateNode node;

    @BeforeAll
    static void start() {
        lab = TestLab.start(3);
        node = EstateNode.start(
                EstateNode.schema(),
                state,
                Map.of("slipway.hypervisor.query", "3s", "slipway.hypervisor.change", "10s"));
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, lab.fact("bridge"), ADMIN);
        register("lab1", lab.uri(1));
        register("lab2", lab.uri(2));
        register("lab3", lab.tlsUri(3));
        await().until(() -> states().equals(List.of(HostState.ENABLED, HostState.ENABLED, HostState.ENABLED)));
    }

    @AfterAll
    static void stop() {
        node.close();
        lab.close();
    }

    @Test
    void areThreeMachines() {
        await().untilAsserted(() -> assertThat(node.get(Hosts.class).all()).allSatisfy(host -> {
            assertThat(host.trouble()).isEmpty();
            assertThat(host.poolCapacityMib()).isPositive();
            assertThat(host.networks()).extracting(NetworkSource::name).containsExactly("br0");
        }));
        var facts = node.get(Hosts.class).all().stream()
                .map(host -> node.get(Hypervisors.class).on(host.id()).facts())
                .toList();
        assertThat(facts).extracting(f -> f.hostname()).containsExactly("lab1", "lab2", "lab3");
        assertThat(facts).extracting(f -> f.hostUuid()).doesNotHaveDuplicates();
    }

    @Test
    void areJoinedByTheirBridges() {
        lab.exec("1", "ip", "address", "replace", "10.78.0.11/24", "dev", "br0");
        lab.exec("2", "ip", "address", "replace", "10.78.0.12/24", "dev", "br0");

        // Nobody listens there: a refusal can only come from the other host.
        assertThatThrownBy(() -> lab.exec("2", "timeout", "10", "bash", "-c", "exec 3<>/dev/tcp/10.78.0.11/9"))
                .hasMessageContaining("refused");
        assertThat(lab.exec("2", "ip", "neighbour", "show", "10.78.0.11")).contains("lladdr");
    }

    @Test
    void oneIsCutOffAndComesBack() {
        lab.fault(2, "cut");
        await().until(() -> states().equals(List.of(HostState.ENABLED, HostState.UNREACHABLE, HostState.ENABLED)));
        lab.fault(2, "heal");
        await().until(() -> states().get(1) == HostState.ENABLED);
    }

    @Test
    void oneHangsAndComesBack() {
        lab.fault(3, "hang");
        await().until(() -> states().equals(List.of(HostState.ENABLED, HostState.ENABLED, HostState.UNREACHABLE)));
        lab.fault(3, "unhang");
        await().until(() -> states().get(2) == HostState.ENABLED);
    }

    @Test
    void oneLosesPowerAndIsTheSameMachineAfterwards() {
        var before = node.get(Hypervisors.class).on(id(0)).facts().hostUuid();

        lab.fault(1, "crash");
        await().until(() -> states().equals(List.of(HostState.UNREACHABLE, HostState.ENABLED, HostState.ENABLED)));
        lab.up();
        await().until(() -> states().get(0) == HostState.ENABLED);

        assertThat(node.get(Hypervisors.class).on(id(0)).facts().hostUuid()).isEqualTo(before);
    }

    @Test
    void clonesOfOneInstallationAreNoticedAndNothingIsLeftOfThemWhoeverIsKilled() throws Exception {
        var clones = TestLab.start(2, "--same-uuid");
        try (var other = EstateNode.start(EstateNode.schema(), state)) {
            var hosts = other.get(Hosts.class);
            KnownHosts.register(other::get, HostDraft.of("a", clones.uri(1), clones.fact("pool"), Optional.empty()));
            await().until(() -> hosts.all().getFirst().state() == HostState.ENABLED);
            KnownHosts.register(other::get, HostDraft.of("b", clones.uri(2), clones.fact("pool"), Optional.empty()));
            await().until(() -> hosts.all().getLast().trouble().isPresent());
            assertThat(hosts.all().getLast().trouble().orElseThrow()).contains("same UUID", "host_uuid");
            assertThat(hosts.all().getLast().state()).isEqualTo(HostState.UNREACHABLE);
        }
        assertThat(processesOf(clones)).isPositive();
        var gateway = Files.readString(clones.directory().resolve("net")).strip() + ".1";
        assertThat(isOurs(gateway)).isTrue();

        clones.killStarter();

        await().until(() -> processesOf(clones) == 0 && !isOurs(gateway));
        clones.down();
        assertThat(clones.directory()).doesNotExist();
    }

    private static long processesOf(TestLab some) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .commandLine()
                        .filter(c -> c.contains(some.directory().toString()))
                        .isPresent())
                .count();
    }

    /** Others may have labs of their own at the same time. */
    private static boolean isOurs(String address) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(each -> each.getHostAddress().equals(address));
    }

    private static void register(String name, String uri) {
        KnownHosts.register(node::get, HostDraft.of(name, uri, lab.fact("pool"), Optional.of("EMULATED")));
    }

    private static HostId id(int index) {
        return node.get(Hosts.class).all().get(index).id();
    }

    private static List<HostState> states() {
        return node.get(Hosts.class).all().stream().map(HostView::state).toList();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
