package dev.slipway.hypervisor.libvirt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Reads the next pieces of a source while one is sent. For one thread; closing it waits for what is being read. */
final class ReadAhead implements AutoCloseable {
    private static final Executor BESIDE = Executors.newVirtualThreadPerTaskExecutor();

    /** Fills the beginning of a piece. */
    interface Source {
        void fill(byte[] piece, int length);
    }

    /** What has been read. @param bytes not to be touched after the next call @param length that count of them */
    record Piece(byte[] bytes, int length) {}

    private static final int PIECES = 4;

    private final Source source;
    private final byte[][] pieces;
    private final Deque<CompletableFuture<Piece>> read = new ArrayDeque<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private long left;
    private int turn;

    ReadAhead(Source source, long bytes, int pieceBytes) {
        this.source = source;
        this.pieces = new byte[PIECES][pieceBytes];
        this.left = bytes;
        // One of them is with whoever sends.
        for (int i = 1; i < PIECES; i++) {
            begin();
        }
    }

    /** @return the next piece, empty after the last; @throws RuntimeException of the source */
    Piece next() {
        try {
            var piece = read.remove().join();
            begin();
            return piece;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException ours ? ours : e;
        }
    }

    /** After those before it, and only if they could be read. */
    private void begin() {
        var piece = pieces[turn];
        turn = (turn + 1) % PIECES;
        int length = (int) Math.min(piece.length, left);
        left -= length;
        var next = last.thenApplyAsync(
                before -> {
                    source.fill(piece, length);
                    return new Piece(piece, length);
                },
                BESIDE);
        last = next;
        read.add(next);
    }

    @Override
    public void close() {
        last.handle((piece, failure) -> true).join();
    }
}
