package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Filter;
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
    void filtersWhatGuestsSend() {
        assertThat(qemu.host().probeFilters()).isTrue();
        var spec = on(
                new NicSpec(
                        "52:54:00:77:00:04",
                        NicKind.LIBVIRT_NETWORK,
                        "lab",
                        Optional.of(new Filter(List.of("192.0.2.7", "2001:db8::7")))),
                new NicSpec("52:54:00:77:00:05", NicKind.BRIDGE, "plain0", Optional.of(Filter.MAC_ONLY)));

        qemu.host().define(spec);
        qemu.host().start(spec.vm().value());

        assertThat(qemu.machine.exec("ebtables", "-t", "nat", "-L"))
                .contains("-s ! 52:54:00:77:00:04 -j DROP", "--ip-src ! 192.0.2.7 -j DROP")
                .contains("--arp-ip-src ! 192.0.2.7 -j DROP", "--ip6-src ! 2001:db8::7 -j DROP")
                .contains("-s ! 52:54:00:77:00:05 -j DROP", "--ip-sport 67 -j DROP");
        qemu.host().powerOff(spec.vm().value());
        assertThat(qemu.machine.exec("ebtables", "-t", "nat", "-L")).doesNotContain("52:54:00:77:00:0");
        assertThat(qemu.host().observeAll()).noneMatch(seen -> seen.name().startsWith("slipway-trial"));
    }

    @Test
    void seesWhatThereIs() {
        var ours = on(new NicSpec(MAC, NicKind.BRIDGE, "plain0"));
        qemu.host().define(ours);
        qemu.machine.exec("sh", "-c", """
            echo "<domain type='qemu'><name>theirs</name><memory>16384</memory><os><type>hvm</type></os><devices>
              <interface type='bridge'><mac address='52:54:00:AA:BB:CC'/><source bridge='plain0'/></interface></devices>
              </domain>" >/tmp/theirs.xml; virsh -q define /tmp/theirs.xml\
            """);

        var wiring = qemu.host().wiring();
        qemu.machine.exec("virsh", "-q", "undefine", "theirs");

        assertThat(wiring.macs()).contains("52:54:00:aa:bb:cc").doesNotContain(MAC);
        assertThat(wiring.networks()).extracting(wire -> wire.name()).contains("plain0", "lab");
        assertThat(wiring.networks())
                .filteredOn(wire -> wire.name().equals("lab"))
                .extracting(wire -> wire.about())
                .containsExactly("routed, bridge lab0");
        assertThat(qemu.host().wiring().macs()).doesNotContain("52:54:00:aa:bb:cc");
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
