package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.testing.TestHost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guests on networks, in a network namespace of the host's own. */
@Tag("real")
class QemuNetworkTest {
    private static final String MAC = "52:54:00:77:00:01";
    private static QemuFixture qemu;

    @BeforeAll
    static void start() {
        qemu = new QemuFixture(TestHost.start("--netns", "own", "--no-kvm", "--network", "lab", "--bridge", "lab0"));
        qemu.machine.exec("ip", "link", "add", "plain0", "type", "bridge");
        qemu.machine.exec("ip", "link", "set", "plain0", "up");
        // The interfaces of this network namespace, not of the machine's.
        qemu.machine.exec("mount", "-t", "sysfs", "sysfs", "/sys");
    }

    @AfterAll
    static void stop() {
        qemu.close();
    }

    @AfterEach
    void leaveNothing() {
        qemu.leaveNothing();
    }

    @Test
    void knowsItsNetworksAndBridges() {
        assertThat(qemu.host().hasNetwork(NicKind.LIBVIRT_NETWORK, "lab")).isTrue();
        assertThat(qemu.host().hasNetwork(NicKind.BRIDGE, "plain0")).isTrue();
        assertThat(qemu.host().hasNetwork(NicKind.BRIDGE, qemu.machine.fact("bridge")))
                .isTrue();
        // An interface, but no bridge.
        assertThat(qemu.host().hasNetwork(NicKind.BRIDGE, "lo")).isFalse();
    }

    @Test
    void startsGuestsOnBothKinds() {
        var spec = on(
                new NicSpec("52:54:00:77:00:03", NicKind.LIBVIRT_NETWORK, "lab"),
                new NicSpec("52:54:00:77:00:02", NicKind.BRIDGE, "plain0"));

        qemu.host().define(spec);
        qemu.host().start(spec.vm().value());

        assertThat(qemu.power(spec.vm().value())).isEqualTo(PowerState.RUNNING);
        assertThat(qemu.machine.exec("bridge", "link")).contains("master lab0").contains("master plain0");
        assertThat(qemu.host().addresses(spec.vm().value())).isEmpty();
    }

    @Test
    void findsAGuestsAddressInTheLeases() {
        var spec = on(new NicSpec(MAC, NicKind.LIBVIRT_NETWORK, "lab"));
        qemu.host().define(spec);
        qemu.host().start(spec.vm().value());
        var address = qemu.machine.fact("address").replaceAll("\\.1/24$", ".77");

        // As the host's DHCP server records it for a guest that asks.
        qemu.machine.exec("sh", "-c", """
            echo '[{"ip-address":"%s","mac-address":"%s","expiry-time":4102444800}]' \
              >/var/lib/libvirt/dnsmasq/lab0.status\
            """.formatted(address, MAC));

        assertThat(qemu.host().addresses(spec.vm().value())).containsExactly(address);
    }

    private static DomainSpec on(NicSpec... nics) {
        var spec = qemu.spec();
        return new DomainSpec(
                spec.vm(),
                spec.name(),
                "On networks",
                1,
                128,
                spec.disk(),
                Optional.empty(),
                List.of(nics),
                Firmware.BIOS,
                Acceleration.EMULATED);
    }
}
