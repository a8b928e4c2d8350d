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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
            assertThat(image.name()).isEqualTo("Small and quick");
            assertThat(image.defaultUser()).isEqualTo("ada");
            assertThat(image.minMemoryMib()).isEqualTo(256);
            assertThat(node.get(Sizes.class).list(ADMIN))
                    .extracting(SizeView::name)
                    .containsExactly("tiny", "small", "medium", "large");
            assertThat(node.get(Networks.class).list(ADMIN))
                    .extracting(NetworkView::name, NetworkView::kind, NetworkView::source)
                    .containsExactly(Tuple.tuple("default", NetworkKind.LIBVIRT_NETWORK, "slipway"));
            var host = node.get(Hosts.class).all().getFirst();
            assertThat(host.name()).isEqualTo("local");
            assertThat(host.networks()).contains(new NetworkSource(NicKind.LIBVIRT_NETWORK, "slipway"));
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

    @Test
    void publishesEachImageThatIsNamedAndLeavesOutWhatIsNone() throws IOException {
        var described = Qcow2Samples.file(state, 64, 77);
        describe(described, "name=Described\nmin-memory-mib=64\n");
        var wrong = Qcow2Samples.file(state, 64, 78);
        describe(wrong, "name=Wrong\nguest-agent=perhaps\n");
        var plain = Qcow2Samples.file(state, 64, 79);
        try (var node = start(described + "," + wrong + "," + state.resolve("absent.qcow2") + "," + plain)) {
            await().until(() -> node.get(Images.class).list(ADMIN).size() == 2);
            assertThat(node.get(Images.class).list(ADMIN))
                    .extracting(ImageView::name)
                    .containsExactlyInAnyOrder(
                            "Described", plain.getFileName().toString().replace(".qcow2", ""));
        }
    }

    private static void describe(Path image, String words) throws IOException {
        Files.writeString(image.resolveSibling(image.getFileName() + ".properties"), words);
    }

    private EstateNode start() {
        var image = Qcow2Samples.file(state, 64, 77);
        try {
            describe(image, "name=Small and quick\nuser=ada\nmin-memory-mib=256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(image.toString());
    }

    private EstateNode start(String images) {
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
                        images));
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
