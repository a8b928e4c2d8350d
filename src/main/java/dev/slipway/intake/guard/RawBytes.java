package dev.slipway.intake.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that nobody has looked into yet. What lies beyond its end cannot be read, and says so in words. */
final class RawBytes implements AutoCloseable {
    private static final int MOST = 1024 * 1024;

    private final FileChannel file;
    private final long length;

    private RawBytes(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    static RawBytes of(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ);
        return new RawBytes(file, file.size());
    }

    long length() {
        return length;
    }

    /** So many bytes from there, little-endian. */
    ByteBuffer read(long from, int bytes) throws IOException {
        Refusal.unless(
                from >= 0 && bytes >= 0 && bytes <= MOST && from <= length - bytes,
                "it is cut off, or its header points outside the file. Send it again from a whole copy");
        return readUpTo(from, bytes);
    }

    /** As many of them as there are. */
    ByteBuffer readUpTo(long from, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int n = 0;
        while (buffer.hasRemaining() && n >= 0) {
            n = file.read(buffer, from + buffer.position());
        }
        return buffer.flip();
    }

    /** Whether exactly these characters are there; no if the file is too short. */
    boolean has(long at, String latin) throws IOException {
        var wanted = latin.getBytes(StandardCharsets.ISO_8859_1);
        return readUpTo(at, wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
