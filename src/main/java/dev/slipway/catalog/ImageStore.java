package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The masters of images, in {@code <slipway.state>/images}, named by the SHA-256 of their content. All portal nodes share
 * this directory. A file under its final name is whole and was checked.
 */
@Component
class ImageStore {
    private static final int PIECE = 1024 * 1024;
    private static final Pattern MASTER = Pattern.compile("[0-9a-f]{64}\\.(qcow2|iso)");

    private final Path directory;
    private final ImageInspection inspection;

    ImageStore(@Value("${slipway.state}") Path state, ImageInspection inspection) {
        this.directory = state.resolve("images");
        this.inspection = inspection;
    }

    /** A master in the store. @param virtualBytes the disk that a guest sees */
    record Master(String sha256, MasterFormat format, long fileBytes, long virtualBytes) {}

    /**
     * Copies the file into the store. What is checked is the copy: the original may change meanwhile.
     *
     * @throws InvalidRequest if it cannot be read or is no acceptable image
     */
    Master store(ImageKind kind, Path original) {
        if (!Files.isRegularFile(original)) {
            throw new InvalidRequest("image-unreadable", "file", "There is no such image file to read.");
        }
        try {
            Files.createDirectories(directory);
            var copy = Files.createTempFile(directory, "incoming-", ".part");
            try {
                var sha256 = copy(original, copy);
                var found = inspection.inspect(kind, copy);
                var master = new Master(sha256, found.format(), Files.size(copy), found.virtualBytes());
                Files.move(copy, path(sha256, found.format()), StandardCopyOption.ATOMIC_MOVE);
                sync(directory);
                return master;
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw new InvalidRequest("image-unreadable", "file", "The image file cannot be read by the portal.");
        } catch (IOException e) {
            throw new Unavailable(
                    "image-store",
                    "The image could not be stored. Look whether the portal's disk is full.",
                    "storing " + original + " in " + directory,
                    e);
        }
    }

    /**
     * Gives a file on the same file system its final name besides the one it has.
     *
     * @param sha256 of its content, which is believed
     * @throws InvalidRequest if it is not there or is no acceptable image
     */
    Master adopt(ImageKind kind, Path file, String sha256) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidRequest("image-unreadable", "file", "There is no such image file to read.");
        }
        try {
            var found = inspection.inspect(kind, file);
            var master = new Master(sha256, found.format(), Files.size(file), found.virtualBytes());
            if (!isWhole(path(sha256, found.format()), master.fileBytes())) {
                Files.deleteIfExists(path(sha256, found.format()));
                Files.createLink(path(sha256, found.format()), file);
                sync(directory);
            }
            return master;
        } catch (IOException e) {
            throw new Unavailable(
                    "image-store",
                    "The image could not be stored. Look whether the portal's disk is full.",
                    "linking " + file + " in " + directory,
                    e);
        }
    }

    /** The content, or empty if the file is not there or not of that length any more. */
    Optional<InputStream> open(String sha256, MasterFormat format, long fileBytes) {
        try {
            var file = path(sha256, format);
            return Files.size(file) == fileBytes ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A file under its final name. */
    record Stored(String sha256, Path file) {}

    boolean has(Master master) {
        return Files.exists(path(master.sha256(), master.format()));
    }

    /** Those that were put there before that moment. */
    List<Stored> mastersBefore(Instant moment) {
        try (var files = Files.list(directory)) {
            return files.filter(file ->
                            MASTER.matcher(file.getFileName().toString()).matches())
                    .filter(file -> isOlder(file, moment))
                    .map(file -> new Stored(file.getFileName().toString().replaceFirst("\\..*", ""), file))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gone already is done. */
    void remove(Stored master) {
        try {
            Files.deleteIfExists(master.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isWhole(Path file, long bytes) throws IOException {
        return Files.exists(file) && Files.size(file) == bytes;
    }

    Path path(String sha256, MasterFormat format) {
        return directory.resolve(format.file(sha256));
    }

    private static String copy(Path from, Path to) throws IOException {
        var digest = Sha256.digest();
        var piece = ByteBuffer.allocate(PIECE);
        try (var in = FileChannel.open(from, StandardOpenOption.READ);
                var out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            while (in.read(piece.clear()) >= 0) {
                digest.update(piece.flip().duplicate());
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
            }
            out.force(true);
        }
        return Sha256.hex(digest);
    }

    /** A rename is only safe from a power cut when its directory is. */
    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
