package dev.slipway.intake.guard;

import dev.slipway.kernel.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The small machine in which libguestfs opens disks: this machine's kernel, and programs of its packages. Built anew each
 * time, which takes seconds, so that it is as up to date as they are.
 */
final class Appliance implements AutoCloseable {
    /** Of its file system, most of which are holes. */
    static final long BYTES = 4L << 30;

    private static final Path BUILDER = Path.of("/usr/bin/supermin");
    private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"));
    private static final String PREFIX = "appliance-";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path directory;

    private Appliance(Path directory) {
        this.directory = directory;
    }

    /** Why none can be built here, as a sentence. */
    static Optional<String> whyNot() {
        if (!Files.isExecutable(BUILDER) || parts().isEmpty()) {
            return Optional.of("The portal's machine lacks libguestfs's appliance; an administrator of it can install"
                    + " libguestfs0 and supermin.");
        }
        try (var kernels = Files.newDirectoryStream(Path.of("/boot"), "vmlinuz*")) {
            for (Path kernel : kernels) {
                if (Files.isReadable(kernel)) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            // As where there is none.
        }
        return Optional.of(
                "The portal's machine has no kernel in /boot that the portal may read, which libguestfs needs.");
    }

    /** What it is built of. */
    private static Optional<Path> parts() {
        return LIBRARIES.stream()
                .flatMap(Appliance::below)
                .map(library -> library.resolve("guestfs/supermin.d"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Stream<Path> below(Path library) {
        try (var all = Files.list(library)) {
            return Stream.concat(Stream.of(library), all.toList().stream());
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /** @param beside where there is room for some 400 MiB */
    static Appliance build(Path beside, Instant now) throws IOException {
        removeLeftBehind(beside, now.minus(LEFT_BEHIND));
        var made = new Appliance(Files.createTempDirectory(beside, PREFIX));
        try {
            made.build();
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void build() throws IOException {
        var program = List.of(
                BUILDER.toString(),
                "--build",
                "-f",
                "ext2",
                "--copy-kernel",
                "--host-cpu",
                architecture(),
                parts().orElseThrow().toString(),
                "-o",
                directory.resolve("built").toString());
        // Into a file: to read what a program says that hangs would be to hang with it.
        var said = directory.resolve("said");
        var builder = new ProcessBuilder(program).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C"));
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new Conflict(
                        "clean-unavailable",
                        "The appliance that would clean the disk cannot be built on the portal's machine. Make the image"
                                + " without cleaning it; an administrator of that machine tries libguestfs-test-tool.",
                        Files.readString(said),
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        // By this file, libguestfs knows that it is one.
        Files.writeString(directory().resolve("README.fixed"), "Built by supermin.\n");
    }

    private static String architecture() {
        String of = System.getProperty("os.arch", "");
        return of.equals("amd64") ? "x86_64" : of;
    }

    Path directory() {
        return directory.resolve("built");
    }

    /** Of a portal that was killed. */
    private static void removeLeftBehind(Path beside, Instant before) throws IOException {
        try (var all = Files.newDirectoryStream(beside, PREFIX + "*")) {
            for (Path old : all) {
                if (Files.getLastModifiedTime(old).toInstant().isBefore(before)) {
                    FileSystemUtils.deleteRecursively(old);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
