package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.TestGuacd;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestLab;
import dev.slipway.vm.ScreenEndpoint;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A screen that listens on the loopback of another machine only, drawn by a real guacd through the portal's ssh. */
@Tag("real")
class SshScreenTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static TestLab lab;
    private static EstateNode node;
    private static HostView host;

    @BeforeAll
    static void start() {
        lab = TestLab.start(1);
        node = EstateNode.start(
                EstateNode.schema(),
                state,
                Map.of(
                        "slipway.bootstrap.more-hosts",
                        "far=" + lab.sshUri(1),
                        "slipway.bootstrap.ssh-key",
                        lab.fact("ssh"),
                        "slipway.bootstrap.host-pool-path",
                        lab.fact("pool"),
                        "slipway.host.acceleration",
                        "emulated"));
        node.tellReady();
        host = Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> node.get(Hosts.class).list(ADMIN),
                        all -> all.stream().anyMatch(h -> h.state() == HostState.ENABLED && h.poolCapacityMib() > 0))
                .getFirst();
    }

    @AfterAll
    static void stop() {
        node.close();
        lab.close();
    }

    @Test
    void isDrawnWithoutAListeningPortAndOpensAgain() throws Exception {
        var vm = running();
        for (int time = 1; time <= 2; time++) {
            var access = reached(machine -> machine.openScreen(vm, Duration.ofMinutes(1)));
            assertThat(access.port()).isZero();
            assertThat(Path.of(access.hostname())).isAbsolute();
            draws(new ScreenEndpoint(access.hostname(), access.port(), access.password()));
        }
        node.get(Hypervisors.class).on(host.id()).powerOff(vm);
    }

    /** Once the key that it showed first is noted, the host is reached anew: what is being asked just then is asked again. */
    private static <T> T reached(Function<Hypervisor, T> ask) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptionsInstanceOf(HostUnreachable.class)
                .until(() -> ask.apply(node.get(Hypervisors.class).on(host.id())), answer -> true);
    }

    private static void draws(ScreenEndpoint screen) throws Exception {
        var settings = new ConsoleSettings(
                "127.0.0.1",
                TestGuacd.get().port(),
                Duration.ofSeconds(15),
                Duration.ofSeconds(8),
                Duration.ofSeconds(10),
                50);
        var seen = new StringBuilder();
        try (var line = new Guacd(settings).dial(screen)) {
            while (!(seen.indexOf("4.size,") >= 0 && seen.indexOf("3.img,") >= 0)) {
                var next = line.read();
                assertThat(next).as("%s, after %s", line.ending(), seen).isNotNull();
                seen.append(next);
            }
        }
    }

    private static UUID running() {
        var vm = VmId.random();
        return reached(machine -> started(machine, vm));
    }

    private static UUID started(Hypervisor machine, VmId vm) {
        var disk = new VolumeRef(host.pool(), "disk");
        var image = TestGuest.qcow2();
        machine.upload(disk, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
        machine.define(new DomainSpec(
                vm,
                "far-screen",
                "A VM with a screen",
                1,
                64,
                disk,
                Optional.empty(),
                List.of(),
                DomainSpec.Firmware.BIOS,
                Acceleration.EMULATED));
        machine.start(vm.value());
        return vm.value();
    }
}
