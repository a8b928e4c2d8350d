package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Reads a qcow2 file as the hostile input that it is, before anything else opens it: it must not point outside itself,
 * and its tables must lie within it. Fields as in QEMU's {@code docs/interop/qcow2.txt}.
 */
final class Qcow2Check {
    private static final int ENTRY = 8;
    private static final int WINDOW = 64 * 1024;
    private static final long OFFSET_MASK = 0x00ff_ffff_ffff_fe00L;
    private static final int END = 0;
    private static final int EXTERNAL_DATA_FILE = 0x44415441;
    private static final int ENCRYPTION_HEADER = 0x0537be77;

    private final FileChannel file;
    private final long length;

    private Qcow2Check(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * @return the size of the disk that a guest sees, in bytes
     * @throws InvalidRequest saying what is wrong with the file
     */
    static long virtualBytes(Path image) throws IOException {
        try (var file = FileChannel.open(image, StandardOpenOption.READ)) {
            var check = new Qcow2Check(file, file.size());
            var header = Qcow2Header.parse(check.read(0, Qcow2Header.LONGEST));
            header.check(check.length);
            check.extensions(header);
            check.firstTable(header);
            return header.virtualBytes();
        }
    }

    /** As {@link #virtualBytes}, of a file that may stand on another one. */
    static MasterCheck.Overlay overlay(Path image) throws IOException {
        try (var file = FileChannel.open(image, StandardOpenOption.READ)) {
            var check = new Qcow2Check(file, file.size());
            var header = Qcow2Header.parse(check.read(0, Qcow2Header.LONGEST));
            header.checkButForBase(check.length);
            check.extensions(header);
            check.firstTable(header);
            return new MasterCheck.Overlay(header.virtualBytes(), header.standsOnAnother());
        }
    }

    /** The list behind the header, which could name another file. */
    private void extensions(Qcow2Header header) throws IOException {
        var head = read(0, (int) Math.min(header.clusterSize(), length));
        int at = header.length();
        while (at + ENTRY <= head.limit()) {
            int type = head.getInt(at);
            int size = head.getInt(at + 4);
            if (type == END) {
                return;
            }
            require(
                    !Set.of(EXTERNAL_DATA_FILE, ENCRYPTION_HEADER).contains(type),
                    "it keeps its data in another file, or encrypted. Convert it to a plain qcow2 image first");
            require(size >= 0 && size <= head.limit() - at - ENTRY, "its header is damaged");
            at += ENTRY + (size + ENTRY - 1) / ENTRY * ENTRY;
        }
    }

    /** Every entry of the first table must point to a cluster within the file. */
    private void firstTable(Qcow2Header header) throws IOException {
        long end = header.l1Offset() + header.l1Entries() * (long) ENTRY;
        for (long at = header.l1Offset(); at < end; at += WINDOW) {
            var entries = read(at, (int) Math.min(WINDOW, end - at));
            while (entries.remaining() >= ENTRY) {
                long offset = entries.getLong() & OFFSET_MASK;
                boolean within = offset % header.clusterSize() == 0 && offset <= length - header.clusterSize();
                require(offset == 0 || within, "its tables point outside the file: it is damaged or cut off");
            }
        }
    }

    private ByteBuffer read(long from, int most) throws IOException {
        var buffer = ByteBuffer.allocate(most);
        int n = 0;
        while (buffer.hasRemaining() && n >= 0) {
            n = file.read(buffer, from + buffer.position());
        }
        return buffer.flip();
    }

    static void require(boolean good, String what) {
        if (!good) {
            throw new InvalidRequest("image-rejected", "file", "The image cannot be used: " + what + ".");
        }
    }
}
