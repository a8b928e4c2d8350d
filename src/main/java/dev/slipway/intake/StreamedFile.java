package dev.slipway.intake;

import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Writes what a host sends into a file, from its beginning, zeros as holes; in the end it is whole and safe from a power cut. */
final class StreamedFile {
    private static final int PIECE = 64 * 1024;
    private static final byte[] ZEROS = new byte[PIECE];
    private static final long BETWEEN_LOOKS = 16L * 1024 * 1024;

    private final IntakeFiles files;
    private final Path file;
    private final LongConsumer progress;
    private final BooleanSupplier unwanted;

    /** @param progress told how many bytes are there; @param unwanted asked now and then whether to stop */
    StreamedFile(IntakeFiles files, Path file, LongConsumer progress, BooleanSupplier unwanted) {
        this.files = files;
        this.file = file;
        this.progress = progress;
        this.unwanted = unwanted;
    }

    /** @param bytes how many there are @return its SHA-256 */
    String write(InputStream content, long bytes) {
        MessageDigest digest = Checksum.Kind.SHA256.digest();
        try (var out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var piece = new byte[PIECE];
            long written = 0;
            long lookedAt = 0;
            for (int n = fill(content, piece); n > 0; n = fill(content, piece)) {
                digest.update(piece, 0, n);
                put(out, piece, n, written);
                written += n;
                if (written - lookedAt >= BETWEEN_LOOKS) {
                    lookedAt = written;
                    look(written);
                }
            }
            require(written, bytes);
            end(out, bytes);
            progress.accept(written);
            return Checksum.hex(digest);
        } catch (IOException e) {
            throw IntakeFiles.broken("write " + file, e);
        }
    }

    private static int fill(InputStream content, byte[] piece) {
        try {
            return content.readNBytes(piece, 0, PIECE);
        } catch (IOException e) {
            throw new Unavailable(
                    "host-broke-off", "The host broke off while it sent the file. It is tried again.", null, e);
        }
    }

    private static void put(FileChannel out, byte[] piece, int n, long at) throws IOException {
        if (Arrays.equals(piece, 0, n, ZEROS, 0, n)) {
            return;
        }
        var buffer = ByteBuffer.wrap(piece, 0, n);
        while (buffer.hasRemaining()) {
            out.write(buffer, at + buffer.position());
        }
    }

    private void look(long written) {
        files.requireRoom(1);
        progress.accept(written);
        if (unwanted.getAsBoolean()) {
            throw new Unavailable("intake-stopped", "It was stopped.");
        }
    }

    private static void require(long written, long bytes) {
        if (written != bytes) {
            throw new Unavailable(
                    "host-broke-off",
                    "The host broke off while it sent the file. It is tried again.",
                    written + " of " + bytes + " bytes",
                    null);
        }
    }

    /** Also what ends with a hole has its length. */
    private static void end(FileChannel out, long bytes) throws IOException {
        if (bytes > 0 && out.size() < bytes) {
            out.write(ByteBuffer.wrap(ZEROS, 0, 1), bytes - 1);
        }
        out.force(true);
    }
}
