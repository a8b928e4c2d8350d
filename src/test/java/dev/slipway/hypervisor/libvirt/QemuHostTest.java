package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainDescription.Drive;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a real QEMU can show. */
@Tag("real")
class QemuHostTest {
    private static final int MIB = 1 << 20;
    private static QemuFixture qemu;

    @BeforeAll
    static void start() {
        qemu = new QemuFixture(TestHost.start());
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
    void showsTheGuestsScreenToWhoeverHasThePassword() throws IOException {
        var screen = qemu.host().openScreen(qemu.running(), Duration.ofMinutes(1));

        assertThat(screen.hostname()).isEqualTo("127.0.0.1");
        qemu.await().untilAsserted(() -> {
            try (var vnc = new VncClient(screen.hostname(), screen.port())) {
                assertThat(vnc.login(screen.password())).isTrue();
                // The guest paints bars of the eight text colours, and its name.
                var image = vnc.screenshot();
                assertThat(image.getWidth()).isEqualTo(720);
                var colours = Arrays.stream(image.getRGB(5, 0, 1, image.getHeight(), null, 0, 1))
                        .distinct()
                        .count();
                assertThat(colours).isGreaterThanOrEqualTo(8);
            }
        });
    }

    @Test
    void keepsTheScreenLockedWithoutThePassword() throws IOException {
        var domain = qemu.running();
        var screen = qemu.host().openScreen(domain, Duration.ofSeconds(2));

        assertThat(login(screen.port(), "wrong")).isFalse();
        assertThat(login(screen.port(), "locked")).isFalse();
        qemu.await()
                .untilAsserted(() ->
                        assertThat(login(screen.port(), screen.password())).isFalse());
        assertThat(login(qemu.host().openScreen(domain, Duration.ofMinutes(1)).port(), screen.password()))
                .isFalse();
    }

    @Test
    void startsWithALockedScreen() throws IOException {
        var domain = qemu.running();
        var port = qemu.machine
                .exec("virsh", "-q", "-c", qemu.machine.uri(), "domdisplay", domain.toString())
                .strip()
                .replaceAll(".*:", "");

        assertThat(login(5900 + Integer.parseInt(port), "locked")).isFalse();
    }

    private static boolean login(int port, String password) throws IOException {
        try (var vnc = new VncClient("127.0.0.1", port)) {
            return vnc.login(password);
        }
    }

    @Test
    void storesExactlyWhatWasUploadedAndNoZeros() {
        var volume = qemu.fresh("seed");
        var content = new byte[20 * MIB + 77];
        // Data, a hole in the middle of it, and zeros at the end.
        new Random(1).nextBytes(content);
        Arrays.fill(content, 3 * MIB + 5, 15 * MIB, (byte) 0);
        Arrays.fill(content, 18 * MIB, content.length, (byte) 0);

        qemu.host().upload(volume, VolumeFormat.RAW, new ByteArrayInputStream(content), content.length, sent -> {});

        var facts = qemu.host().volume(volume).orElseThrow();
        assertThat(facts.capacityBytes()).isEqualTo(content.length);
        assertThat(facts.allocatedBytes()).isBetween(5L * MIB, 8L * MIB);
        assertThat(qemu.machine.exec("sha256sum", facts.path())).startsWith(sha256(content));
    }

    @Test
    void knowsAnUploadedImagesSizeAsAGuestSeesIt() {
        assertThat(qemu.host().volume(qemu.base()).orElseThrow().capacityBytes())
                .isEqualTo(TestGuest.CAPACITY);
    }

    @Test
    void refusesADiskSmallerThanItsImage() {
        assertThat(TestGuest.CAPACITY).isEqualTo(MIB);
        qemu.assertRefused(Kind.REFUSED, () -> qemu.host().createOverlay(qemu.fresh("disk"), qemu.base(), 0));
    }

    @Test
    void saysThatTheStorageIsFull() {
        qemu.machine.exec("mkdir", "-p", "/var/lib/libvirt/small");
        qemu.machine.exec("mount", "-t", "tmpfs", "-o", "size=1m", "small", "/var/lib/libvirt/small");
        qemu.host().ensurePool("small", "/var/lib/libvirt/small");
        var content = new byte[4 * MIB];
        new Random(1).nextBytes(content);
        var volume = new VolumeRef("small", "big");

        qemu.assertRefused(
                Kind.NO_SPACE,
                () -> qemu.host()
                        .upload(volume, VolumeFormat.RAW, new ByteArrayInputStream(content), content.length, n -> {}));

        assertThat(qemu.host().volume(volume)).isEmpty();
    }

    @Test
    void refusesAPoolThatIsElsewhere() {
        qemu.assertRefused(Kind.REFUSED, () -> qemu.host().ensurePool(qemu.pool(), "/elsewhere"));
    }

    @Test
    void bootsWithUefiAndForgetsItsVariables() {
        var spec = changed(qemu.spec(), "uefi", Firmware.UEFI, List.of());
        var domain = spec.vm().value();
        qemu.host().define(spec);
        qemu.host().start(domain);
        assertThat(qemu.machine.exec("ls", "/var/lib/libvirt/qemu/nvram")).contains(spec.name());

        qemu.host().powerOff(domain);
        qemu.host().undefine(domain);

        assertThat(qemu.machine.exec("ls", "/var/lib/libvirt/qemu/nvram")).doesNotContain(spec.name());
    }

    @Test
    void bootsWithSecureBootAndKnowsItAgain() {
        var spec = changed(qemu.spec(), "signed", Firmware.SECURE_BOOT, List.of());
        var domain = spec.vm().value();

        qemu.host().define(spec);
        qemu.host().start(domain);

        assertThat(qemu.host().describe(domain).orElseThrow().firmware()).isEqualTo(Firmware.SECURE_BOOT);
        assertThat(qemu.machine.exec("virsh", "-q", "-c", qemu.machine.uri(), "dumpxml", spec.name()))
                .contains("secure='yes'", "<smm state='on'");
        qemu.host().powerOff(domain);
        qemu.host().undefine(domain);
    }

    @Test
    void seesWhatIsInDrivesAndThatAGuestHasOpenedOne() {
        var disc = qemu.fresh("disc");
        qemu.host().upload(disc, VolumeFormat.ISO, new ByteArrayInputStream(new byte[65_536]), 65_536, sent -> {});
        var path = qemu.host().volume(disc).orElseThrow().path();
        var spec = qemu.spec().with(List.of(Optional.of(disc), Optional.empty()));
        var domain = spec.vm().value();
        var events = new ConcurrentLinkedQueue<HostEvent>();
        qemu.hypervisors().onEvent(events::add);
        qemu.registerAfresh();
        qemu.hypervisors().watch(qemu.hostId());
        qemu.host().define(spec);
        qemu.host().start(domain);
        assertThat(drives(domain)).containsExactly(new Drive("sda", path, false), new Drive("sdb", "", false));
        qemu.await().until(() -> events.contains(new HostEvent.DomainChanged(qemu.hostId(), domain)));
        events.clear();

        // As QEMU does it when a guest asks for it.
        monitor(spec, "{\"execute\":\"blockdev-open-tray\",\"arguments\":{\"id\":\"sata0-0-0\"}}");

        qemu.await().until(() -> events.contains(new HostEvent.DomainChanged(qemu.hostId(), domain)));
        qemu.await().until(() -> drives(domain).getFirst().opened());
        assertThat(qemu.host().describe(domain).orElseThrow().drives().getLast().opened())
                .isFalse();
        qemu.machine.exec("virsh", "-q", "-c", qemu.machine.uri(), "reset", spec.name());
        qemu.await().until(() -> events.contains(new HostEvent.DomainRestarted(qemu.hostId(), domain)));
        qemu.await()
                .untilAsserted(() -> assertThat(drives(domain))
                        .containsExactly(new Drive("sda", path, false), new Drive("sdb", "", false)));
        qemu.machine.exec(
                "virsh", "-q", "-c", qemu.machine.uri(), "change-media", spec.name(), "sda", "--eject", "--live");
        assertThat(drives(domain)).containsExactly(new Drive("sda", "", false), new Drive("sdb", "", false));
        qemu.host().powerOff(domain);
        // What is written of it has it still.
        assertThat(drives(domain)).containsExactly(new Drive("sda", path, false), new Drive("sdb", "", false));
    }

    private List<Drive> drives(UUID domain) {
        return qemu.host().describe(domain).orElseThrow().drives();
    }

    private void monitor(DomainSpec spec, String command) {
        qemu.machine.exec("virsh", "-q", "-c", qemu.machine.uri(), "qemu-monitor-command", spec.name(), command);
    }

    @Test
    void takesAnyTitle() {
        var title = "</title>&\"'\n\u0000 \uD83D\uDE80 ö \uD800";
        var spec = changed(qemu.spec(), title, Firmware.BIOS, List.of());

        qemu.host().define(spec);

        assertThat(qemu.machine.exec("virsh", "-q", "-c", qemu.machine.uri(), "desc", "--title", spec.name()))
                .isEqualToIgnoringNewLines("</title>&\"'  \uD83D\uDE80 ö");
    }

    @Test
    void tellsThatQemuDied() {
        var domain = qemu.running();

        qemu.machine.exec("pkill", "-KILL", "-f", "uuid " + domain);

        qemu.awaitPower(domain, PowerState.CRASHED);
        assertThat(qemu.host().observe(domain).orElseThrow().reason()).isEqualTo(PowerReason.CRASHED);
        qemu.host().start(domain);
        assertThat(qemu.power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void seesTheHostsOwnDomainsToo() {
        var id = definedByHand("somebody's");

        assertThat(qemu.host().observeAll())
                .filteredOn(seen -> seen.domain().equals(id))
                .singleElement()
                .satisfies(seen -> assertThat(seen.name()).isEqualTo("somebody's"));
    }

    private static UUID definedByHand(String name) {
        var id = UUID.randomUUID();
        var xml = "<domain type='qemu'><name>" + name + "</name><uuid>" + id
                + "</uuid><memory>65536</memory><os><type>hvm</type></os></domain>";
        qemu.machine.exec("sh", "-c", "cat >/run/own.xml <<'END'\n" + xml + "\nEND\n");
        qemu.machine.exec("virsh", "-c", qemu.machine.uri(), "define", "/run/own.xml");
        return id;
    }

    @Test
    void saysWhichNetworkIsMissing() {
        for (var kind : NicKind.values()) {
            var spec = changed(
                    qemu.spec(), "net", Firmware.BIOS, List.of(new NicSpec("52:54:00:00:00:01", kind, "nosuch")));
            qemu.host().define(spec);

            qemu.assertRefused(
                    Kind.NO_SUCH_NETWORK, () -> qemu.host().start(spec.vm().value()));
        }
    }

    @Test
    void findsThatThereIsNoAcceleration() {
        assertThat(qemu.host().probeAcceleration()).isEqualTo(Acceleration.EMULATED);

        assertThat(qemu.machine.exec("sh", "-c", "ls -d /var/lib/libvirt/slipway-probe-* || echo none"))
                .endsWith("none\n");
        assertThat(qemu.host().observeAll()).noneMatch(seen -> seen.name().startsWith("slipway-probe"));
    }

    @Test
    void takesAGuestThatRunsToItsEndForAProof() {
        // This machine may lack acceleration: what the probe looks for is shown by emulation.
        assertThat(new AccelerationProbe(qemu.connections(), "qemu").run()).isEqualTo(Acceleration.KVM);
    }

    @Test
    void answersWhateverThisMachineCan() {
        try (var visible = new QemuFixture(TestHost.start("--network", "none"))) {
            assertTimeout(
                    Duration.ofSeconds(60),
                    () -> assertThat(visible.host().probeAcceleration()).isNotNull());

            assertThat(visible.host().observeAll()).isEmpty();
            assertThat(visible.machine.exec("sh", "-c", "ls -d /var/lib/libvirt/slipway-probe-* || echo none"))
                    .endsWith("none\n");
        }
    }

    private static DomainSpec changed(DomainSpec spec, String title, Firmware firmware, List<NicSpec> nics) {
        return new DomainSpec(
                spec.vm(),
                spec.name(),
                title,
                1,
                256,
                spec.disk(),
                Optional.empty(),
                nics,
                firmware,
                Acceleration.EMULATED);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
