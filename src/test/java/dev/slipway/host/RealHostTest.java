package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.StagedImages;
import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is tried on simulated hosts elsewhere, once on a real one: met, watched, an image staged, verified, staged anew. */
class RealHostTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static TestHost machine;
    private static EstateNode node;

    @BeforeAll
    static void start() {
        machine = TestHost.start();
        node = EstateNode.start(EstateNode.schema(), state, Map.of("slipway.staging.keep-every", "0s"));
        var draft = new HostDraft("real", new HostConnection(machine.uri()), machine.poolPath(), Optional.empty());
        KnownHosts.register(node::get, draft);
        await().until(() ->
                host().state() == HostState.ENABLED && host().acceleration().isPresent());
    }

    @AfterAll
    static void stop() {
        node.close();
        machine.close();
    }

    @Test
    void meetsARealHost() {
        assertThat(host().acceleration()).hasValue(Acceleration.EMULATED);
        assertThat(host().cpus()).isPositive();
        assertThat(host().poolCapacityMib()).isPositive();
        assertThat(host().trouble()).isEmpty();
    }

    @Test
    void stagesAnImageOnceAndAnewWhenItsFileIsGoneOrSpoilt() {
        var image = publish("Guest", Qcow2Samples.write(state.resolve("guest.qcow2"), TestGuest.qcow2()));

        var copy = ensure(image.version());
        assertThat(ensure(image.version())).isEqualTo(copy);
        assertThat(transfers(image)).isEqualTo(1);
        var facts = node.get(Hypervisors.class).on(host().id()).volume(copy).orElseThrow();
        assertThat(facts.capacityBytes() / 1024 / 1024).isEqualTo(image.virtualMib());

        machine.exec("rm", facts.path());
        assertThat(ensure(image.version())).isEqualTo(copy);
        assertThat(transfers(image)).isEqualTo(2);

        machine.exec("truncate", "-s", "1000", facts.path());
        assertThat(ensure(image.version())).isEqualTo(copy);
        assertThat(transfers(image)).isEqualTo(3);
    }

    @Test
    void goesOnWithAnImageWhenItsDaemonDiesHalfWay() throws Exception {
        byte[] large = Arrays.copyOf(TestGuest.qcow2(), 24 << 20);
        byte[] noise = new byte[large.length - (8 << 20)];
        new Random(24).nextBytes(noise);
        System.arraycopy(noise, 0, large, 8 << 20, noise.length);
        var image = publish("Large", Qcow2Samples.write(state.resolve("large.qcow2"), large));
        var killed = new AtomicBoolean();

        assertThatThrownBy(() -> node.get(StagedImages.class)
                        .ensure(image.version(), host().id(), host().pool(), percent -> {
                            if (percent >= 50 && killed.compareAndSet(false, true)) {
                                machine.restartDaemon();
                            }
                        }))
                .isInstanceOf(HostUnreachable.class);
        var arrived = node.get(JdbcClient.class)
                .sql("select arrived_bytes from staged_image where sha256 = ?")
                .param(image.sha256())
                .query(Long.class)
                .single();
        assertThat(arrived).isBetween(image.fileBytes() / 3, image.fileBytes() - 1);
        await().until(() -> host().state() == HostState.ENABLED);
        var copy = await().ignoreException(HostUnreachable.class)
                .until(
                        () -> node.get(StagedImages.class)
                                .ensure(image.version(), host().id(), host().pool(), percent -> {}),
                        Optional::isPresent)
                .orElseThrow();

        var facts = node.get(Hypervisors.class).on(host().id()).volume(copy).orElseThrow();
        assertThat(machine.exec("sha256sum", facts.path())).startsWith(image.sha256());
    }

    private static ImageView publish(String name, Path file) {
        return node.get(Images.class)
                .publish(new ImageDraft(name, "", "None", "root", Firmware.BIOS, false, false, 16, "1"), file, ADMIN);
    }

    private static VolumeRef ensure(ImageVersionId version) {
        return node.get(StagedImages.class)
                .ensure(version, host().id(), host().pool(), percent -> {})
                .orElseThrow();
    }

    private static long transfers(ImageView image) {
        return node.get(JdbcClient.class)
                .sql("select epoch from staged_image where sha256 = ?")
                .param(image.sha256())
                .query(Long.class)
                .single();
    }

    private static HostView host() {
        return node.get(Hosts.class).all().getFirst();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }
}
