package dev.slipway.hypervisor.libvirt;

import com.sun.jna.Memory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Reads the next pieces of a source while one is sent. For one thread; closing it waits for what is being read. */
final class ReadAhead implements AutoCloseable {
    private static final Executor BESIDE = Executors.newVirtualThreadPerTaskExecutor();

    /** Fills the beginning of a piece. */
    interface Source {
        void fill(byte[] piece, int length);
    }

    /**
     * What has been read; not to be touched after the next call.
     *
     * @param same the same bytes outside the heap, where libvirt reads them without a copy of its own
     * @param length that count of them
     */
    record Piece(byte[] bytes, Memory same, int length) {
        static Piece of(int most) {
            return new Piece(new byte[most], new Memory(most), most);
        }

        /** From what is in the bytes. */
        Piece filled(int length) {
            same.write(0, bytes, 0, length);
            return new Piece(bytes, same, length);
        }
    }

    private static final int PIECES = 4;

    private final Source source;
    private final List<Piece> pieces;
    private final Deque<CompletableFuture<Piece>> read = new ArrayDeque<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private long left;
    private int turn;

    ReadAhead(Source source, long bytes, int pieceBytes) {
        this.source = source;
        this.pieces = Stream.generate(() -> Piece.of(pieceBytes)).limit(PIECES).toList();
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
        var piece = pieces.get(turn);
        turn = (turn + 1) % PIECES;
        int length = (int) Math.min(piece.length(), left);
        left -= length;
        var next = last.thenApplyAsync(
                before -> {
                    source.fill(piece.bytes(), length);
                    return piece.filled(length);
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
