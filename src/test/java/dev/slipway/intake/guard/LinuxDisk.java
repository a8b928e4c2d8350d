package dev.slipway.intake.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of a Debian that has been used: all that is looked for in it, and nothing that runs. By mke2fs and debugfs. */
public final class LinuxDisk {
    public static final String MACHINE_ID = "0123456789abcdef0123456789abcdef";

    private final Path directory;

    public LinuxDisk(Path directory) {
        this.directory = directory;
    }

    /** As qcow2, of 64 MiB. */
    public Path qcow2() {
        var root = directory.resolve("root");
        file(root, "etc/os-release", "ID=debian\nNAME=Debian\nVERSION_ID=12\nPRETTY_NAME=\"Debian 12\"\n");
        file(root, "etc/debian_version", "12.1");
        file(root, "etc/fstab", "/dev/sda / ext4 defaults 0 1");
        file(root, "etc/hostname", "model");
        file(root, "etc/machine-id", MACHINE_ID);
        file(root, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n");
        file(root, "etc/ssh/ssh_host_ed25519_key", "secret");
        file(root, "root/.ssh/authorized_keys", "key");
        file(root, "root/.bash_history", "history");
        file(root, "home/ada/.ssh/authorized_keys", "key");
        file(root, "home/ada/work", "kept");
        file(root, "var/lib/cloud/instances/i-1/user-data.txt", "told");
        file(root, "var/lib/systemd/random-seed", "seed");
        file(root, "var/log/syslog", "logged");
        for (String empty : new String[] {"bin", "lib", "usr/bin", "tmp", "boot", "dev", "proc", "sys"}) {
            make(root.resolve(empty));
        }
        var raw = directory.resolve("linux.raw");
        run("mke2fs", "-q", "-t", "ext4", "-d", root.toString(), raw.toString(), "64M");
        var disk = directory.resolve("linux.qcow2");
        HostileImages.qemuImg("convert", "-f", "raw", "-O", "qcow2", raw.toString(), disk.toString());
        return disk;
    }

    /** That nothing says any more whose it was, and that the rest is there. */
    public void assertClean(Path disk) {
        var raw = directory.resolve("cleaned.raw");
        HostileImages.qemuImg("convert", "-O", "raw", disk.toString(), raw.toString());
        assertThat(debugfs(raw, "cat /home/ada/work")).contains("kept");
        assertThat(debugfs(raw, "cat /etc/machine-id")).isBlank();
        for (String gone : new String[] {
            "/etc/ssh/ssh_host_ed25519_key",
            "/root/.ssh/authorized_keys",
            "/root/.bash_history",
            "/home/ada/.ssh/authorized_keys",
            "/var/lib/cloud/instances/i-1/user-data.txt",
            "/var/lib/systemd/random-seed",
            "/var/log/syslog"
        }) {
            assertThat(debugfs(raw, "stat " + gone)).as(gone).contains("not found");
        }
    }

    private static String debugfs(Path raw, String command) {
        return run("debugfs", "-R", command, raw.toString())
                .lines()
                .filter(line -> !line.startsWith("debugfs "))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static void file(Path root, String name, String content) {
        try {
            var path = root.resolve(name);
            make(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
