package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.DomainSpec.Filter;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.VmId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host is told to build, word by word: a change here changes every VM. */
class DomainXmlTest {
    private static final VmId VM = new VmId(UUID.fromString("6d1b7f5a-0f0e-4c43-9c6e-5f2f3f9f7a10"));
    private static final VolumeRef DISK = new VolumeRef("images", "vm-6d1b7f5a.qcow2");
    private static final VolumeRef SEED = new VolumeRef("images", "vm-6d1b7f5a-seed.iso");
    private static final NicSpec BRIDGE = new NicSpec("52:54:00:12:34:56", NicKind.BRIDGE, "br0");
    private static final NicSpec NETWORK = new NicSpec("52:54:00:12:34:57", NicKind.LIBVIRT_NETWORK, "slipway");

    @Test
    void emulatedOnBiosWithASeedAndALibvirtNetwork() throws IOException {
        assertThat(write(spec("web", 1, Optional.of(SEED), List.of(NETWORK), Firmware.BIOS, Acceleration.EMULATED)))
                .isEqualTo(golden("bios-emulated.xml"));
    }

    @Test
    void acceleratedOnUefiWithBothKindsOfNetwork() throws IOException {
        assertThat(write(spec("db", 4, Optional.of(SEED), List.of(BRIDGE, NETWORK), Firmware.UEFI, Acceleration.KVM)))
                .isEqualTo(golden("uefi-kvm.xml"));
    }

    @Test
    void startsOnlyWhatIsSigned() throws IOException {
        var spec =
                spec("signed", 4, Optional.of(SEED), List.of(BRIDGE, NETWORK), Firmware.SECURE_BOOT, Acceleration.KVM);

        assertThat(write(spec)).isEqualTo(golden("secure-boot-kvm.xml"));
    }

    @Test
    void startsFromDiscsBeforeItsDiskInRescue() throws IOException {
        var spec = spec("alone", 2, Optional.empty(), List.of(), Firmware.BIOS, Acceleration.KVM)
                .with(List.of(Optional.empty(), Optional.empty()))
                .withDiscsFirst();

        assertThat(write(spec))
                .containsSubsequence(
                        "vda", "<boot order=\"3\"", "sda", "<boot order=\"1\"", "sdb", "<boot order=\"2\"");
    }

    @Test
    void keepsWhatItSaysBesideItsDisksWhereverThoseGo() {
        var file = "/pool/vm-" + VM + "-serial.log";
        var xml = XmlFacts.of(write(
                spec("said", 1, Optional.empty(), List.of(), Firmware.BIOS, Acceleration.EMULATED), Optional.of(file)));

        assertThat(xml.texts("/domain/devices/*/log[@append='on']/@file")).containsOnly(file);

        SerialLines.moved(xml, Map.of("/pool/" + DISK.name(), "/srv/there/" + DISK.name()));

        assertThat(xml.texts("/domain/devices/*/log/@file")).containsOnly("/srv/there/vm-" + VM + "-serial.log");
    }

    @Test
    void withoutSeedAndNetwork() throws IOException {
        assertThat(write(spec("alone", 2, Optional.empty(), List.of(), Firmware.BIOS, Acceleration.KVM)))
                .isEqualTo(golden("bios-kvm-alone.xml"));
    }

    @Test
    void startsFromItsDiskBeforeTheDiscsInItsDrives() throws IOException {
        var spec = spec("install", 1, Optional.empty(), List.of(), Firmware.BIOS, Acceleration.EMULATED)
                .with(List.of(Optional.of(new VolumeRef("images", "disc-1.iso")), Optional.empty()));

        assertThat(write(spec)).isEqualTo(golden("drives.xml"));
    }

    @Test
    void furtherDisksComeAfterTheSeedEachInItsSlot() throws IOException {
        var spec = spec("data", 1, Optional.of(SEED), List.of(NETWORK), Firmware.BIOS, Acceleration.EMULATED)
                .withData(List.of(
                        new DataDisk(new VolumeRef("images", "disk-1.qcow2"), "0f0e4c439c6e5f2f3f9f", 0),
                        new DataDisk(new VolumeRef("images", "disk-2.qcow2"), "1f0e4c439c6e5f2f3f9f", 3)));

        assertThat(write(spec)).isEqualTo(golden("data-disks.xml"));
    }

    @Test
    void holdsGuestsToTheirAddresses() throws IOException {
        var nics = List.of(
                new NicSpec("52:54:00:12:34:56", NicKind.BRIDGE, "br0", Optional.of(Filter.MAC_ONLY)),
                new NicSpec(
                        "52:54:00:12:34:57",
                        NicKind.BRIDGE,
                        "br0v42",
                        Optional.of(new Filter(List.of("192.168.10.7")))),
                new NicSpec(
                        "52:54:00:12:34:58",
                        NicKind.LIBVIRT_NETWORK,
                        "lab",
                        Optional.of(new Filter(List.of("192.168.10.8", "fd00::8")))));

        assertThat(write(spec("held", 1, Optional.empty(), nics, Firmware.BIOS, Acceleration.EMULATED)))
                .isEqualTo(golden("filtered.xml"));
    }

    @Test
    void filtersSayWhatGuestsMaySend() throws IOException {
        var all = Stream.concat(FilterXml.all().stream(), FilterXml.combined().stream())
                .map(FilterXml.Definition::xml)
                .collect(Collectors.joining());

        assertThat(all).isEqualTo(golden("filters.xml"));
    }

    @Test
    void keepsHostileTitlesInTheirElement() throws IOException {
        var title = "</title><devices>&\"'\u0000\u0007\n\u2028 \uD83D\uDE80 \uD800 ]]> <!-- ö";

        assertThat(write(spec(title, 1, Optional.empty(), List.of(), Firmware.BIOS, Acceleration.EMULATED)))
                .isEqualTo(golden("hostile-title.xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\uD83D\uDE80"})
    void cutsLongTitlesBetweenCharacters(String padding) {
        var xml = write(spec(
                padding + "\uD83D\uDE80".repeat(300),
                1,
                Optional.empty(),
                List.of(),
                Firmware.BIOS,
                Acceleration.EMULATED));

        assertThat(XmlFacts.of(xml).require("/domain/title")).isEqualTo("\uD83D\uDE80".repeat(200));
    }

    private static String write(DomainSpec spec) {
        return write(spec, Optional.empty());
    }

    private static String write(DomainSpec spec, Optional<String> log) {
        return DomainXml.write(
                spec,
                spec.volumes().stream().collect(Collectors.toMap(v -> v, v -> "/pool/" + v.name(), (one, same) -> one)),
                log,
                false);
    }

    private static DomainSpec spec(
            String title,
            int vcpus,
            Optional<VolumeRef> seed,
            List<NicSpec> nics,
            Firmware firmware,
            Acceleration acceleration) {
        return new DomainSpec(VM, "vm-6d1b7f5a", title, vcpus, 2048, DISK, seed, nics, firmware, acceleration);
    }

    private static String golden(String name) throws IOException {
        try (var in = DomainXmlTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
