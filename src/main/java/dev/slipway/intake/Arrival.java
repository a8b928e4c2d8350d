package dev.slipway.intake;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection that writes one file, from where the last one ended. What it tells to be here is on the disk, safe from a
 * power cut; what is beyond that is thrown away by the next one. Reading, adding up and writing go on side by side.
 */
final class Arrival {
    private static final Executor BESIDE = Executors.newVirtualThreadPerTaskExecutor();
    private static final int PIECE = 1024 * 1024;
    private static final int PIECES = 4;
    private static final long BETWEEN_RECORDS = 32L * 1024 * 1024;

    private final FileEnd file;
    private final LongConsumer record;
    private final byte[][] pieces = new byte[PIECES][PIECE];
    /** Done once the piece may be filled again. */
    private final CompletableFuture<?>[] used = new CompletableFuture<?>[PIECES];

    private int turn;
    private @Nullable MessageDigest digest;
    private long offset;
    private long recorded;
    private CompletableFuture<Void> adding = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
    private boolean over;

    private Arrival(FileEnd file, long offset, @Nullable MessageDigest digest, LongConsumer record) {
        this.file = file;
        this.offset = offset;
        this.recorded = offset;
        this.digest = digest;
        this.record = record;
        Arrays.fill(used, CompletableFuture.completedFuture(null));
    }

    /**
     * @param offset how much of it is here for certain
     * @param digest of that much, or null if it is not known any more
     * @param record told how much is here for certain
     * @throws Conflict if another portal node still writes it
     */
    static Arrival at(IntakeId id, Path path, long offset, @Nullable MessageDigest digest, LongConsumer record) {
        try {
            var file = new FileEnd(path);
            if (!file.lock()) {
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
            file.cut(offset);
            return new Arrival(file, offset, digest, record);
        } catch (IOException e) {
            throw IntakeFiles.broken("open " + path, e);
        }
    }

    /** Where to put what comes next. */
    synchronized byte[] piece() {
        finish(used[turn]);
        return pieces[turn];
    }

    /** @param length of what was put into {@link #piece()} @return false if another connection has taken over */
    synchronized boolean write(int length) {
        if (over) {
            return false;
        }
        var piece = ByteBuffer.wrap(pieces[turn], 0, length);
        if (digest != null) {
            var of = digest;
            var added = piece.duplicate();
            adding = adding.thenRunAsync(() -> of.update(added), BESIDE);
        }
        writing = writing.thenRunAsync(() -> put(piece), BESIDE);
        used[turn] = CompletableFuture.allOf(adding, writing);
        turn = (turn + 1) % PIECES;
        offset += length;
        if (offset - recorded >= BETWEEN_RECORDS && flush.isDone()) {
            recorded = offset;
            long safe = offset;
            // Beside the writing: the disk works while more is coming in.
            flush = writing.thenRunAsync(() -> flush(safe), BESIDE);
        }
        return true;
    }

    private void put(ByteBuffer piece) {
        try {
            file.write(piece);
        } catch (IOException e) {
            throw IntakeFiles.broken("write", e);
        }
    }

    private void flush(long upTo) {
        try {
            file.makeSafe();
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
                finish(writing);
                flush(offset);
            } catch (IOException e) {
                throw IntakeFiles.broken("close", e);
            }
        }
        return offset;
    }

    /** @throws Problem if it failed with one */
    private static void finish(CompletableFuture<?> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Problem problem ? problem : e;
        }
    }

    synchronized long offset() {
        return offset;
    }

    /** Of what came so far, as it is now; empty if an earlier part was not seen. */
    synchronized Optional<MessageDigest> digest() {
        if (digest == null) {
            return Optional.empty();
        }
        finish(adding);
        try {
            return Optional.of((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            digest = null;
            return Optional.empty();
        }
    }
}
