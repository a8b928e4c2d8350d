package dev.slipway.hypervisor.libvirt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Reads the next piece of a source while the one before is sent. For one thread; closing it waits for what is being read. */
final class ReadAhead implements AutoCloseable {
    private static final Executor BESIDE = Executors.newVirtualThreadPerTaskExecutor();

    /** Fills the beginning of a piece. */
    interface Source {
        void fill(byte[] piece, int length);
    }

    /** What has been read. @param bytes not to be touched after the next call @param length that count of them */
    record Piece(byte[] bytes, int length) {}

    private final Source source;
    private final byte[][] pieces;
    private long left;
    private int turn;
    private CompletableFuture<Piece> next;

    ReadAhead(Source source, long bytes, int pieceBytes) {
        this.source = source;
        this.pieces = new byte[2][pieceBytes];
        this.left = bytes;
        this.next = begin();
    }

    /** @return the next piece, empty after the last; @throws RuntimeException of the source */
    Piece next() {
        try {
            var piece = next.join();
            next = begin();
            return piece;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException ours ? ours : e;
        }
    }

    private CompletableFuture<Piece> begin() {
        var piece = pieces[turn];
        turn = 1 - turn;
        int length = (int) Math.min(piece.length, left);
        left -= length;
        return CompletableFuture.supplyAsync(
                () -> {
                    source.fill(piece, length);
                    return new Piece(piece, length);
                },
                BESIDE);
    }

    @Override
    public void close() {
        next.handle((piece, failure) -> true).join();
    }
}
