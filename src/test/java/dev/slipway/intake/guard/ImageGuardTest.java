package dev.slipway.intake.guard;

import static dev.slipway.intake.guard.HostileImages.cut;
import static dev.slipway.intake.guard.HostileImages.latin;
import static dev.slipway.intake.guard.HostileImages.lengthen;
import static dev.slipway.intake.guard.HostileImages.put;
import static dev.slipway.intake.guard.HostileImages.putInt;
import static dev.slipway.intake.guard.HostileImages.putLong;
import static dev.slipway.intake.guard.HostileImages.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ImageGuardTest {
    private static final long MIB = 1024 * 1024;
    private static final GuardSettings SETTINGS = new GuardSettings(
            DataSize.ofGigabytes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            DataSize.ofGigabytes(6),
            false);

    @TempDir
    Path directory;

    private final ImageGuard guard = new ImageGuard(new Confinement(SETTINGS), SETTINGS);
    private HostileImages images;

    @BeforeEach
    void aPlace() {
        images = new HostileImages(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcow2", "raw", "vmdk", "vdi", "vhdx"})
    void knowsAFormatByItsContentAndTellsTheDisk(String format) throws IOException {
        var disguised = Files.move(images.in(format), directory.resolve("holiday.jpeg"));
        var found = inspect(disguised);
        assertThat(found.format().driver()).isEqualTo(format);
        assertThat(found.virtualBytes()).isEqualTo(16 * MIB);
        assertThat(found.startsByBios()).isTrue();
        assertThat(found.startsByUefi()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "vmdk", "vdi", "vhdx"})
    void convertsADiskWithoutChangingIt(String format) throws IOException {
        var file = images.in(format);
        var made = directory.resolve("master");
        List<Integer> percents = new ArrayList<>();
        guard.convert(file, inspect(file), made, 1024 * MIB, percents::add, () -> false);
        var back = directory.resolve("back");
        HostileImages.qemuImg("convert", "-f", "qcow2", "-O", "raw", made.toString(), back.toString());
        assertThat(back).hasSameBinaryContentAs(images.raw());
        assertThat(percents).contains(100).isSorted();
        assertThat(Files.size(made)).isLessThan(2 * MIB);
    }

    @Test
    void takesAStreamOptimizedVmdk() throws IOException {
        assertThat(inspect(images.in("vmdk", "-o", "subformat=streamOptimized")).format())
                .isEqualTo(ImageFormat.VMDK);
    }

    @Test
    void tellsTheNameAndTheLengthOfAnIso() throws IOException {
        var found = inspect(images.iso(40, 50));
        assertThat(found).isEqualTo(new Findings(ImageFormat.ISO, 50 * 2048, "TEST DISC", false, false));
    }

    @Test
    void seesWhetherADiskStartsByUefi() throws IOException {
        var disk = images.raw();
        put(disk, 512, latin("EFI PART"));
        put(disk, 1024, new byte[] {
            0x28,
            0x73,
            0x2a,
            (byte) 0xc1,
            0x1f,
            (byte) 0xf8,
            (byte) 0xd2,
            0x11,
            (byte) 0xba,
            0x4b,
            0,
            (byte) 0xa0,
            (byte) 0xc9,
            0x3e,
            (byte) 0xc9,
            0x3b
        });
        var found = inspect(disk);
        assertThat(found.startsByUefi()).isTrue();
        assertThat(found.startsByBios()).isFalse();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                refused("empty", i -> i.text("")),
                refused("no boot sector", i -> i.write("zeros", new byte[1 << 20])),
                refused("gzip", i -> i.text("\u001f\u008b\b and so on")),
                refused("xz", i -> i.text("\u00fd7zXZ\0 and so on")),
                refused("bzip2", i -> i.text("BZh91AY")),
                refused("zstd", i -> i.text("\u0028\u00b5\u002f\u00fd and so on")),
                refused("zip archive", i -> i.text("PK\u0003\u0004 and so on")),
                refused("7z", i -> i.text("7z\u00bc\u00af and so on")),
                refused("encrypted (LUKS)", i -> i.text("LUKS\u00ba\u00be and so on")),
                refused("encrypted (LUKS)", i -> put(i.raw(), 0, latin("LUKS\u00ba\u00be"))),
                refused("tar or OVA", i -> put(i.raw(), 257, latin("ustar"))),
                refused("HTML", i -> i.text("<!DOCTYPE html><title>404</title>")),
                refused("JSON", i -> i.text("{\"driver\": \"file\", \"filename\": \"/etc/passwd\"}")),
                refused("it is text", i -> i.text("json:{\"driver\":\"file\",\"filename\":\"/etc/passwd\"}")),
                refused("program", i -> put(i.raw(), 0, latin("\u007fELF"))),
                refused("Virtual PC", i -> i.in("vpc")),
                refused("Virtual PC", i -> i.in("vpc", "-o", "subformat=fixed")),
                refused("QED", i -> i.create("qed", "16M")),
                refused("Parallels", i -> i.create("parallels", "16M")),
                // qcow2
                refused("stands on another file", i -> i.create("qcow2", "", "-F", "raw", "-b", "/etc/passwd")),
                refused(
                        "stands on another file",
                        i -> i.create("qcow2", "", "-F", "raw", "-b", i.raw().toString())),
                refused("in another file", i -> i.create("qcow2", "1M", "-o", "data_file=" + i.directoryOf("data"))),
                refused(
                        "encrypted",
                        i -> i.create(
                                "qcow2",
                                "1M",
                                "--object",
                                "secret,id=s,data=abc",
                                "-o",
                                "encrypt.format=aes,encrypt.key-secret=s")),
                refused("encrypted", i -> i.lockedByLuks(i.in("qcow2"))),
                refused("larger than 2 TiB", i -> i.create("qcow2", "3T")),
                refused("cut off", i -> cut(i.in("qcow2"), 300_000)),
                refused("damaged", i -> spoilRefcounts(i.in("qcow2"))),
                refused("snapshots", i -> snapshot(i.in("qcow2"))),
                refused("first table", i -> putInt(i.in("qcow2"), 36, -1)),
                // vmdk
                refused("describes a VMware disk", i -> i.text("# Disk DescriptorFile\nversion=1\n")),
                refused(
                        "describes a VMware disk",
                        i -> i.text("\n\n  # Disk DescriptorFile\nRW 1 FLAT \"/etc/passwd\" 0\n")),
                refused("describes a VMware disk", i -> i.create("vmdk", "16M", "-o", "subformat=monolithicFlat")),
                refused(
                        "describes a VMware disk",
                        i -> i.create("vmdk", "16M", "-o", "subformat=twoGbMaxExtentSparse")),
                refused("names other files", i -> replace(i.in("vmdk"), "monolithicSparse", "monolithicFlat\"\n")),
                refused("names other files", i -> replace(i.in("vmdk"), "\nversion=1\n", "\nRW 1 FLAT\n")),
                refused("stands on another", i -> replace(i.in("vmdk"), "parentCID=ffffffff", "parentCID=12345678")),
                refused(
                        "stands on another",
                        i -> replace(i.in("vmdk"), "ddb.virtualHWVersion = ", "parentFileNameHint   = ")),
                refused("empty or larger", i -> putLong(i.in("vmdk"), 12, 0)),
                refused("empty or larger", i -> putLong(i.in("vmdk"), 12, Long.MAX_VALUE)),
                refused("empty or larger", i -> putLong(i.in("vmdk"), 12, -1)),
                refused("impossible shape", i -> putLong(i.in("vmdk"), 20, 1L << 40)),
                refused("impossible shape", i -> putInt(i.in("vmdk"), 44, -1)),
                refused("no description", i -> putLong(i.in("vmdk"), 28, 0)),
                refused("no description", i -> putLong(i.in("vmdk"), 36, 1L << 40)),
                refused("no description", i -> putLong(i.in("vmdk"), 28, 1L << 60)),
                refused("version 9", i -> putInt(i.in("vmdk"), 4, 9)),
                refused("outside the file", i -> putLong(i.in("vmdk"), 48, 1L << 50)),
                refused("outside the file", i -> putLong(i.in("vmdk"), 56, 1L << 50)),
                refused("outside the file", i -> putLong(i.in("vmdk"), 56, -2)),
                // vdi
                refused("stands on another", i -> putLong(i.in("vdi"), 0x1a8, 7)),
                refused("stands on another", i -> putLong(i.in("vdi"), 0x1b8, 7)),
                refused("stands on another", i -> putInt(i.in("vdi"), 0x4c, 4)),
                refused("disk size", i -> putLong(i.in("vdi"), 0x170, 0)),
                refused("larger than 2 TiB", i -> putLong(i.in("vdi"), 0x170, 1L << 50)),
                refused("another version", i -> putInt(i.in("vdi"), 0x44, 0x20000)),
                refused("impossible size or number", i -> putInt(i.in("vdi"), 0x178, 512)),
                refused("impossible size or number", i -> putInt(i.in("vdi"), 0x180, -1)),
                refused("table of blocks", i -> putInt(i.in("vdi"), 0x154, -1)),
                refused("cut off", i -> cut(i.in("vdi"), MIB + 1000)),
                // vhdx
                refused("stands on another", i -> putInt(i.in("vhdx"), metadataItem(0), 2)),
                refused("closed properly", i -> putLong(putLong(i.in("vhdx"), 65_536 + 48, 1), 131_072 + 48, 1)),
                refused("damaged", i -> put(i.in("vhdx"), 192 * 1024, new byte[4])),
                refused("damaged", i -> putInt(i.in("vhdx"), 192 * 1024 + 8, -1)),
                refused("damaged", i -> putLong(i.in("vhdx"), 192 * 1024 + 64, 1L << 60)),
                refused("cut off", i -> cut(i.in("vhdx"), 100_000)),
                // iso
                refused("cut off", i -> i.iso(1000, 50)),
                refused("damaged", i -> i.iso(0, 50)),
                refused("no end", i -> cut(i.iso(17, 50), 17 * 2048)),
                // raw
                refused("disk size", i -> lengthen(i.raw(), 16 * MIB + 7)),
                refused("larger than 2 TiB", i -> lengthen(i.raw(), (2L << 40) + 512)));
    }

    @ParameterizedTest(name = "{0} ({index})")
    @MethodSource("hostile")
    void refusesWithTheReason(String reason, Function<HostileImages, Path> make) {
        assertThatThrownBy(() -> inspect(make.apply(images)))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.code()).isEqualTo("image-rejected"))
                .hasMessageContaining(reason)
                .hasMessageStartingWith("The image cannot be used: ")
                .hasMessageEndingWith(".");
    }

    /** Whatever the bytes: an answer or a refusal in words, nothing else, and soon. */
    @ParameterizedTest
    @ValueSource(strings = {"vmdk", "vdi", "vhdx"})
    void neverFailsInAnotherWay(String format) throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] good = Files.readAllBytes(images.in(format));
        for (int i = 0; i < 25; i++) {
            var spoilt = good.clone();
            for (int n = 0; n < 40; n++) {
                spoilt[random.nextInt(format.equals("vhdx") ? 3 << 20 : 4096)] = (byte) random.nextInt();
            }
            var file = images.write("spoilt", spoilt);
            try {
                var found = inspect(file);
                guard.convert(file, found, directory.resolve("m"), 64 * MIB, p -> {}, () -> false);
            } catch (InvalidRequest e) {
                assertThat(e.sentence()).as("seed " + seed).startsWith("The image cannot be used: ");
            }
        }
    }

    @Test
    void aResultThatGrowsTooLargeIsCutShort() throws IOException {
        var random = new byte[16 << 20];
        new Random(1).nextBytes(random);
        var file = put(images.raw(), 512, java.util.Arrays.copyOf(random, (16 << 20) - 512));
        var found = inspect(file);
        var made = directory.resolve("m");
        assertThatThrownBy(() -> guard.convert(file, found, made, 4 * MIB, p -> {}, () -> false))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("larger than there is room for");
        assertThat(Files.size(made)).isLessThanOrEqualTo(4 * MIB);
    }

    @Test
    void stopsWhenItIsNotWantedAnyMore() throws IOException {
        var file = images.raw();
        var found = guard.header(file);
        assertThatThrownBy(() -> ConfinedRun.of(
                        new Confinement(SETTINGS),
                        new Confinement.Task(
                                List.of("/usr/bin/sleep", "600"),
                                file,
                                java.util.Optional.empty(),
                                MIB,
                                Duration.ofMinutes(1)),
                        said -> {},
                        () -> found != null))
                .isInstanceOf(Unavailable.class);
    }

    private Findings inspect(Path file) throws IOException {
        return guard.inspect(file, () -> false);
    }

    private static Arguments refused(String reason, Function<HostileImages, Path> make) {
        return Arguments.of(reason, make);
    }

    /** Where the flags of the file's parameters lie in what qemu-img writes. */
    private static long metadataItem(int index) {
        return 3 * MIB + 64 * 1024 + 4 + index;
    }

    private static Path spoilRefcounts(Path qcow2) {
        return put(qcow2, 2 * 65_536L, new byte[512]);
    }

    private static Path snapshot(Path qcow2) {
        HostileImages.qemuImg("snapshot", "-c", "before", qcow2.toString());
        return qcow2;
    }
}
