package dev.slipway.intake;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a file that grows. Large pieces go past the kernel's cache where the file system can do that (O_DIRECT): a copy
 * less for the processors, and what others have in the cache stays there.
 */
final class FileEnd implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileEnd.class);
    /** Less is not worth a turn of the disk of its own. */
    private static final int LARGE = 256 * 1024;

    private final Path path;
    private final FileChannel cached;
    private @Nullable FileChannel direct;
    private int block = 1;
    private long at;

    FileEnd(Path path) throws IOException {
        this.path = path;
        cached = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** @return false if another process writes it */
    boolean lock() throws IOException {
        return cached.tryLock() != null;
    }

    long size() throws IOException {
        return cached.size();
    }

    /** What is beyond is thrown away; it goes on from there. */
    void cut(long offset) throws IOException {
        cached.truncate(offset);
        at = offset;
        try {
            block = Math.toIntExact(Files.getFileStore(path).getBlockSize());
            direct = FileChannel.open(path, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
        } catch (IOException | UnsupportedOperationException e) {
            throughTheCache(e);
        }
    }

    void write(ByteBuffer piece) throws IOException {
        boolean large = piece.remaining() >= LARGE;
        while (piece.hasRemaining()) {
            int written = large && direct != null ? writeDirect(direct, piece) : cached.write(piece.slice(), at);
            at += written;
            piece.position(piece.position() + written);
        }
    }

    /** Only whole blocks can go there; what is before and after them goes through the cache. */
    private int writeDirect(FileChannel channel, ByteBuffer piece) throws IOException {
        int before = (int) (-at & block - 1);
        int whole = piece.remaining() / block * block;
        if (before > 0 || whole == 0) {
            int odd = before == 0 ? piece.remaining() : Math.min(before, piece.remaining());
            return cached.write(piece.slice().limit(odd), at);
        }
        try {
            return channel.write(piece.slice().limit(whole), at);
        } catch (IOException e) {
            // If it is the disk, the cache will say so.
            throughTheCache(e);
            return 0;
        }
    }

    private void throughTheCache(Exception why) throws IOException {
        log.debug("{} is written through the cache", path, why);
        closeDirect();
        direct = null;
    }

    /** From a power cut. */
    void makeSafe() throws IOException {
        cached.force(false);
    }

    private void closeDirect() throws IOException {
        if (direct != null) {
            direct.close();
        }
    }

    @Override
    public void close() throws IOException {
        try (cached) {
            closeDirect();
        }
    }
}
