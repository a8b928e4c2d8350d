package dev.slipway.intake;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection that writes one file, from where the last one ended. What it tells to be here is on the disk, safe from a
 * power cut; what is beyond that is thrown away by the next one.
 */
final class Arrival {
    private static final int PIECE = 512 * 1024;
    private static final long BETWEEN_RECORDS = 32L * 1024 * 1024;

    private final FileChannel file;
    private final LongConsumer record;
    /** Of one the checksum is still being made while the other is filled. */
    private final byte[][] pieces = new byte[2][PIECE];

    private int turn;
    private @Nullable Digesting digest;
    private long offset;
    private long recorded;
    private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
    private boolean over;

    private Arrival(FileChannel file, long offset, @Nullable MessageDigest digest, LongConsumer record) {
        this.file = file;
        this.offset = offset;
        this.recorded = offset;
        this.digest = digest == null ? null : new Digesting(digest);
        this.record = record;
    }

    /**
     * @param offset how much of it is here for certain
     * @param digest of that much, or null if it is not known any more
     * @param record told how much is here for certain
     * @throws Conflict if another portal node still writes it
     */
    static Arrival at(IntakeId id, Path path, long offset, @Nullable MessageDigest digest, LongConsumer record) {
        try {
            var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close();
                throw new Conflict(
                        "upload-busy",
                        "Another connection is still sending this file. Ask for the offset again in a moment.",
                        id.toString(),
                        null);
            }
            if (file.size() < offset) {
                file.close();
                throw new Conflict(
                        "upload-lost",
                        "A part of this file is not there any more. Delete this upload and begin again.",
                        id + " has less than " + offset + " bytes in " + path,
                        null);
            }
            file.truncate(offset);
            file.position(offset);
            return new Arrival(file, offset, digest, record);
        } catch (IOException e) {
            throw IntakeFiles.broken("open " + path, e);
        }
    }

    /** Where to put what comes next. */
    synchronized byte[] piece() {
        return pieces[turn];
    }

    /** @param length of what was put into {@link #piece()} @return false if another connection has taken over */
    synchronized boolean write(int length) {
        if (over) {
            return false;
        }
        try {
            var piece = ByteBuffer.wrap(pieces[turn], 0, length);
            turn = 1 - turn;
            if (digest != null) {
                digest.update(piece.duplicate());
            }
            offset += length;
            while (piece.hasRemaining()) {
                file.write(piece);
            }
            if (offset - recorded >= BETWEEN_RECORDS && flush.isDone()) {
                recorded = offset;
                long safe = offset;
                // Beside the writing: the disk works while more is coming in.
                flush = CompletableFuture.runAsync(() -> flush(safe));
            }
            return true;
        } catch (IOException e) {
            throw IntakeFiles.broken("write " + offset, e);
        }
    }

    private void flush(long upTo) {
        try {
            file.force(false);
            record.accept(upTo);
        } catch (IOException e) {
            throw IntakeFiles.broken("flush " + upTo, e);
        }
    }

    /** Makes all of it safe, and tells so. Twice is as good as once. */
    synchronized long end() {
        if (!over) {
            over = true;
            try (file) {
                flush.exceptionally(failed -> null).join();
                flush(offset);
            } catch (IOException e) {
                throw IntakeFiles.broken("close", e);
            }
        }
        return offset;
    }

    synchronized long offset() {
        return offset;
    }

    /** Of what came so far, as it is now; empty if an earlier part was not seen. */
    synchronized Optional<MessageDigest> digest() {
        try {
            return digest == null ? Optional.empty() : Optional.of(digest.now());
        } catch (CloneNotSupportedException e) {
            digest = null;
            return Optional.empty();
        }
    }
}
