package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.Qcow2Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new installation is ready for its first launch without anybody's help. */
class BootstrapTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    Path state;

    private final SimulatedHost machine = new SimulatedHosts().host("bootstrap-" + UUID.randomUUID());
    private final String url = EstateNode.schema();

    @Test
    void setsUpHostNetworkSizesAndImageFromTheSettings() {
        try (var node = start()) {
            await().until(() -> !staged(node).isEmpty());

            var image = node.get(Images.class).list(ADMIN).getFirst();
            assertThat(image.name()).isEqualTo("Slipway tiny");
            assertThat(image.defaultUser()).isEqualTo("root");
            assertThat(image.minMemoryMib()).isEqualTo(128);
            assertThat(node.get(Sizes.class).list(ADMIN))
                    .extracting(SizeView::name)
                    .containsExactly("tiny", "small", "medium", "large");
            assertThat(node.get(Networks.class).list(ADMIN))
                    .extracting(NetworkView::name, NetworkView::kind, NetworkView::source)
                    .containsExactly(Tuple.tuple("default", NetworkKind.LIBVIRT_NETWORK, "slipway"));
            var host = node.get(Hosts.class).all().getFirst();
            assertThat(host.name()).isEqualTo("local");
            assertThat(host.networks()).containsExactly(new NetworkSource(NicKind.LIBVIRT_NETWORK, "slipway"));
        }
    }

    @Test
    void setsUpOnceHoweverOftenAndFromTwoNodesAtOnce() {
        try (var node = start();
                var other = start()) {
            await().until(() -> !staged(node).isEmpty());
            await().until(() -> machine.calls(SimulatedCall.VOLUME) >= 1);
            assertThat(other.get(Sizes.class).list(ADMIN)).hasSize(4);
            assertThat(other.get(Hosts.class).all()).hasSize(1);
        }
        try (var again = start()) {
            await().until(() -> again.get(Hosts.class).all().getFirst().state() == HostState.ENABLED);
            assertThat(again.get(Images.class).list(ADMIN)).hasSize(1);
            assertThat(again.get(Networks.class).list(ADMIN)).hasSize(1);
        }
        assertThat(machine.calls(SimulatedCall.UPLOAD)).isEqualTo(1);
    }

    @Test
    void startsWithADeadHostAndStagesWhenItComes() {
        machine.goDown();
        try (var node = start()) {
            await().until(() -> !node.get(Images.class).list(ADMIN).isEmpty());
            assertThat(node.get(Hosts.class).all().getFirst().state()).isEqualTo(HostState.UNREACHABLE);

            machine.recover();

            await().until(() -> !staged(node).isEmpty());
        }
    }

    private EstateNode start() {
        var image = Qcow2Samples.file(state, 64, 77);
        var node = EstateNode.start(
                url,
                state,
                Map.of(
                        "slipway.bootstrap.host-uri",
                        machine.connection().uri(),
                        "slipway.bootstrap.host-pool-path",
                        "/var/lib/slipway/pool",
                        "slipway.bootstrap.network",
                        "libvirt:slipway",
                        "slipway.bootstrap.image",
                        image.toString()));
        node.tellReady();
        return node;
    }

    private static Set<HostId> staged(EstateNode node) {
        var images = node.get(Images.class).list(ADMIN);
        return images.isEmpty()
                ? Set.of()
                : node.get(StagedImages.class).hostsWith(images.getFirst().version());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
