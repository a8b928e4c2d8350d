package dev.slipway.intake;

import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where files lie until they are published: beside the masters, on the same file system, so that publishing is a rename.
 * All portal nodes share the directory.
 */
@Component
class IntakeFiles {
    private static final int PIECE = 1024 * 1024;

    private final Path directory;
    private final IntakeSettings settings;

    IntakeFiles(@Value("${slipway.state}") Path state, IntakeSettings settings) {
        this.directory = state.resolve("images").resolve("incoming");
        this.settings = settings;
    }

    /** As it came. */
    Path received(IntakeId id) {
        return directory().resolve(id + ".part");
    }

    /** What was made of it. */
    Path converted(IntakeId id) {
        return directory().resolve(id + ".qcow2");
    }

    /** A disk that was taken from a host, or what was made of it. No sweep looks at these: whoever took them deletes them. */
    Path taken(UUID id, String what) {
        return directory().resolve(id + "." + what);
    }

    void delete(IntakeId id) {
        delete(received(id));
        delete(converted(id));
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw broken("delete " + file, e);
        }
    }

    /** @throws NoCapacity if so much more would fill the disk too far */
    void requireRoom(long bytes) {
        long room = room();
        if (bytes > room) {
            throw new NoCapacity(
                    "image-store-full",
                    "There is no room for it where images are kept: " + mib(bytes) + " MiB are wanted, and " + mib(room)
                            + " MiB may be used. An administrator deletes what is not needed any more, or makes the disk"
                            + " larger.");
        }
    }

    /** What may still be written there. */
    long room() {
        try {
            long usable = Files.getFileStore(directory()).getUsableSpace();
            return Math.max(0, usable - settings.keepFree().toBytes());
        } catch (IOException e) {
            throw broken("measure " + directory, e);
        }
    }

    /** @param progress told how many bytes were read so far */
    String digest(Path file, Checksum.Kind kind, LongConsumer progress, BooleanSupplier unwanted) {
        MessageDigest digest = kind.digest();
        var piece = new byte[PIECE];
        long read = 0;
        try (var in = Files.newInputStream(file)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                read += n;
                progress.accept(read);
                if (unwanted.getAsBoolean()) {
                    throw new Unavailable("intake-stopped", "It was stopped.");
                }
            }
            return Checksum.hex(digest);
        } catch (IOException e) {
            throw broken("read " + file, e);
        }
    }

    /** From a power cut. */
    void makeSafe(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw broken("flush " + file, e);
        }
    }

    /** Of files that nothing has written to since then. */
    List<IntakeId> untouchedSince(Instant then) {
        List<IntakeId> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory())) {
            for (Path file : files) {
                if (changed(file).isBefore(then)) {
                    String name = file.getFileName().toString();
                    if (name.matches("[0-9a-f-]{36}\\.(part|qcow2)")) {
                        found.add(new IntakeId(UUID.fromString(name.substring(0, 36))));
                    } else if (name.startsWith("sectors-")) {
                        delete(file);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw broken("list " + directory, e);
        }
    }

    private static Instant changed(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX;
        }
    }

    private Path directory() {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw broken("make " + directory, e);
        }
    }

    static Unavailable broken(String what, IOException cause) {
        return new Unavailable(
                "image-store",
                "Where images are kept, files cannot be read or written. An administrator looks whether that disk is full"
                        + " or broken; what has come so far stays.",
                what,
                cause);
    }

    private static long mib(long bytes) {
        return (bytes + PIECE - 1) / PIECE;
    }
}
