package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The masters of images, in {@code <slipway.state>/images}, named by the SHA-256 of their content. All portal nodes share
 * this directory. A file under its final name is whole and was checked.
 */
@Component
class ImageStore {
    private static final int PIECE = 1024 * 1024;

    private final Path directory;

    ImageStore(@Value("${slipway.state}") Path state) {
        this.directory = state.resolve("images");
    }

    /** A master in the store. @param virtualBytes the disk that a guest sees */
    record Master(String sha256, long fileBytes, long virtualBytes) {}

    /**
     * Copies the file into the store. What is checked is the copy: the original may change meanwhile.
     *
     * @throws InvalidRequest if it cannot be read or is no acceptable image
     */
    Master store(Path original) {
        if (!Files.isRegularFile(original)) {
            throw new InvalidRequest("image-unreadable", "file", "There is no such image file to read.");
        }
        try {
            Files.createDirectories(directory);
            var copy = Files.createTempFile(directory, "incoming-", ".part");
            try {
                var sha256 = copy(original, copy);
                var master = new Master(sha256, Files.size(copy), Qcow2Check.virtualBytes(copy));
                Files.move(copy, path(sha256), StandardCopyOption.ATOMIC_MOVE);
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

    /** The content, or empty if the file is not there or not of that length any more. */
    Optional<InputStream> open(String sha256, long fileBytes) {
        try {
            var file = path(sha256);
            return Files.size(file) == fileBytes ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path path(String sha256) {
        return directory.resolve(sha256 + ".qcow2");
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
