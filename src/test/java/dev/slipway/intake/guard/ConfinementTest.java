package dev.slipway.intake.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What a program can do in the cell that qemu-img runs in, tried by one that wants to. */
class ConfinementTest {
    private static final Duration SHORT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void seesTheOneFileAndCannotChangeIt() throws IOException {
        assertThat(inside("cat /image").said()).isEqualTo("content");
        assertThat(inside("echo more >>/image").status()).isNotZero();
        assertThat(image()).hasContent("content");
    }

    @Test
    void seesNoOtherFileOfTheMachine() throws IOException {
        assertThat(Files.exists(Path.of("/etc/passwd"))).isTrue();
        assertThat(inside("echo /*").said().strip()).isEqualTo("/bin /dev /image /lib /lib64 /usr");
        assertThat(inside("cat /etc/passwd").status()).isNotZero();
        assertThat(inside("cat " + directory.resolve("secret")).status()).isNotZero();
        assertThat(inside("ls /proc/1").status()).isNotZero();
        assertThat(inside("echo /dev/*").said()).doesNotContain("vda", "kvm", "mem");
    }

    @Test
    void writesNothingButTheResult() throws IOException {
        var result = Files.createFile(directory.resolve("out"));
        assertThat(run("echo made >/result; echo x >/usr/x", Optional.of(result), 1000)
                        .status())
                .isNotZero();
        assertThat(result).hasContent("made\n");
        assertThat(run("yes >/result", Optional.of(result), 1000).status()).isNotZero();
        assertThat(Files.size(result)).isLessThanOrEqualTo(1000);
    }

    @Test
    void reachesNoNetworkNotEvenThisMachine() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String dial = "echo >/dev/tcp/127.0.0.1/" + server.getLocalPort();
            assertThat(new ProcessBuilder("bash", "-c", dial)
                            .start()
                            .onExit()
                            .join()
                            .exitValue())
                    .as("from outside it answers")
                    .isZero();
            assertThat(inside(dial).status()).isNotZero();
        }
    }

    @Test
    void hasNoRights() throws IOException {
        assertThat(inside("id -u").said().strip()).isEqualTo("65534");
        assertThat(inside("mount -t tmpfs none /usr").status()).isNotZero();
        assertThat(inside("chroot /usr /bin/true").status()).isNotZero();
        assertThat(inside("kill -0 " + ProcessHandle.current().pid()).status()).isNotZero();
        assertThat(inside("env").said()).doesNotContain("HOME", "SLIPWAY", "JAVA");
    }

    @Test
    void getsNoMoreMemoryThanItsShare() throws IOException {
        assertThat(inside("head -c 300M /dev/zero | tail -c 299M | wc -c")
                        .said()
                        .strip())
                .as("within 256 MiB")
                .isNotEqualTo(String.valueOf(299L * 1024 * 1024));
        assertThat(inside("ulimit -v").said().strip()).isEqualTo(String.valueOf(256 * 1024));
    }

    /** As many as it has when what it reads is slow. */
    @Test
    void hasRoomForAllThreadsOfQemuImg() throws IOException {
        Path large = directory.resolve("large");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        var cell = new Confinement(
                new GuardSettings(DataSize.ofGigabytes(1), SHORT, SHORT, SHORT, DataSize.ofGigabytes(6), false));
        var program =
                List.of("/usr/bin/qemu-img", "bench", "-f", "raw", "-c", "3000", "-d", "64", "-s", "65536", "/image");

        var result = ConfinedRun.of(
                cell, new Confinement.Task(program, large, Optional.empty(), 1000, SHORT), said -> {}, () -> false);

        assertThat(result.said()).contains("Run completed");
        assertThat(result.status()).isZero();
    }

    @Test
    void endsWithItsTime() throws IOException {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> run("sleep 600", Optional.empty(), 1000, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("took longer");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        // Killed is not yet gone: the system takes a moment to bury them.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ProcessHandle.allProcesses()
                                .filter(p -> p.info().commandLine().orElse("").contains(directory.toString())))
                        .isEmpty());
    }

    private ConfinedRun.Result inside(String script) throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        return run(script, Optional.empty(), 1000);
    }

    private ConfinedRun.Result run(String script, Optional<Path> output, long most) throws IOException {
        return run(script, output, most, SHORT);
    }

    private ConfinedRun.Result run(String script, Optional<Path> output, long most, Duration time) throws IOException {
        var cell = new Confinement(
                new GuardSettings(DataSize.ofMegabytes(256), time, time, time, DataSize.ofGigabytes(6), false));
        return ConfinedRun.of(
                cell,
                new Confinement.Task(List.of("/usr/bin/bash", "-c", script), image(), output, most, time),
                said -> {},
                () -> false);
    }

    private Path image() throws IOException {
        return Files.writeString(directory.resolve("image"), "content");
    }
}
