package dev.slipway.intake.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Disks that stand on masters, made by the real qemu-img. */
class OverlaysTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path directory;

    private Path master = Path.of("");

    @BeforeEach
    void aMaster() {
        master = new HostileImages(directory).in("qcow2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void makesOneFileOfADiskAndItsMaster(boolean unconfined) throws IOException {
        var disk = overlay("disk with \"quotes\".qcow2");
        assertThat(Files.size(disk)).isLessThan(3L * MIB);

        var made = merged(disk, Optional.of(master), unconfined);

        HostileImages.qemuImg("compare", "-q", "-f", "qcow2", "-F", "qcow2", disk.toString(), made.toString());
        var seen = raw(made);
        assertThat(seen[4 * MIB]).isEqualTo((byte) 7);
        assertThat(seen[MIB]).isEqualTo((byte) 0x5a);
        assertThat(seen).hasSize(32 * MIB);
    }

    /** The name of its base is a guest's host's to say, and counts for nothing. */
    @Test
    void followsNoNameThatTheDiskGives() throws IOException {
        var secret = Files.write(directory.resolve("secret"), HostileImages.bootable(16 * MIB));
        var disk = directory.resolve("disk.qcow2");
        HostileImages.qemuImg(
                "create", "-q", "-f", "qcow2", "-b", secret.toString(), "-F", "raw", disk.toString(), "16M");
        var other = directory.resolve("empty.qcow2");
        HostileImages.qemuImg("create", "-q", "-f", "qcow2", other.toString(), "16M");

        var made = merged(disk, Optional.of(other), false);

        assertThat(raw(made)).isEqualTo(new byte[16 * MIB]);
        assertThatThrownBy(() -> merged(disk, Optional.empty(), false))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("stands on");
    }

    @Test
    void takesADiskThatStandsOnNothing() throws IOException {
        var made = merged(master, Optional.empty(), false);

        assertThat(raw(made)).isEqualTo(HostileImages.bootable(16 * MIB));
    }

    @Test
    void refusesADiskThatIsDamaged() throws IOException {
        var disk = HostileImages.cut(overlay("disk.qcow2"), 400_000);

        assertThatThrownBy(() -> merged(disk, Optional.of(master), false)).isInstanceOf(InvalidRequest.class);
    }

    /** A disk of 32 MiB, of which only what is not its master's is in the file. */
    private Path overlay(String name) throws IOException {
        byte[] seen = Arrays.copyOf(HostileImages.bootable(16 * MIB), 32 * MIB);
        Arrays.fill(seen, 4 * MIB, 5 * MIB, (byte) 7);
        var whole = Files.write(directory.resolve("whole"), seen);
        var disk = directory.resolve(name);
        HostileImages.qemuImg(
                "convert",
                "-f",
                "raw",
                "-O",
                "qcow2",
                "-B",
                master.toString(),
                "-F",
                "qcow2",
                whole.toString(),
                disk.toString());
        return disk;
    }

    private Path merged(Path disk, Optional<Path> base, boolean unconfined) throws IOException {
        var settings = new GuardSettings(
                DataSize.ofGigabytes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                DataSize.ofGigabytes(6),
                unconfined);
        var made = directory.resolve("made-" + unconfined + ".qcow2");
        new Overlays(new Confinement(settings), settings)
                .merge(disk, base, made, 1024L * MIB, percent -> {}, () -> false);
        return made;
    }

    private byte[] raw(Path qcow2) throws IOException {
        var back = directory.resolve("back");
        HostileImages.qemuImg("convert", "-f", "qcow2", "-O", "raw", qcow2.toString(), back.toString());
        return Files.readAllBytes(back);
    }
}
