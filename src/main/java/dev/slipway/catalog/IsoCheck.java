package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes sure that a file is a disc by ISO 9660 (ECMA-119, 8.1 and 8.4), and whole. */
final class IsoCheck {
    private static final int SECTOR = 2048;
    private static final int FIRST_DESCRIPTOR = 16;
    private static final int MOST_DESCRIPTORS = 64;
    private static final int PRIMARY = 1;
    private static final int END = 255;
    private static final int SECTORS_AT = 80;
    private static final int SECTOR_SIZE_AT = 128;
    private static final byte[] NAME = "CD001".getBytes(StandardCharsets.US_ASCII);

    private IsoCheck() {}

    /**
     * @return how large the file is, in bytes
     * @throws InvalidRequest saying what is wrong with it
     */
    static long bytes(Path iso) throws IOException {
        try (var file = FileChannel.open(iso, StandardOpenOption.READ)) {
            requireWhole(primary(file), file.size());
            return file.size();
        }
    }

    private static ByteBuffer primary(FileChannel file) throws IOException {
        for (int n = 0; n < MOST_DESCRIPTORS; n++) {
            var descriptor = descriptor(file, FIRST_DESCRIPTOR + n);
            int type = Byte.toUnsignedInt(descriptor.get(0));
            if (type == PRIMARY) {
                return descriptor;
            }
            if (type == END) {
                break;
            }
        }
        throw rejected("it has no description of its content. It is damaged");
    }

    private static ByteBuffer descriptor(FileChannel file, int sector) throws IOException {
        var read = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        int n = 0;
        while (read.hasRemaining() && n >= 0) {
            n = file.read(read, (long) sector * SECTOR + read.position());
        }
        read.flip();
        if (read.limit() < SECTOR || !read.slice(1, NAME.length).equals(ByteBuffer.wrap(NAME))) {
            throw rejected("it is no ISO: what makes a CD or DVD is not where it has to be. Choose another file, or"
                    + " publish it as a golden image if it is a disk");
        }
        return read;
    }

    private static void requireWhole(ByteBuffer primary, long length) {
        long sectors = Integer.toUnsignedLong(primary.getInt(SECTORS_AT));
        int size = Short.toUnsignedInt(primary.getShort(SECTOR_SIZE_AT));
        if (sectors == 0 || size != SECTOR) {
            throw rejected("its description of itself is impossible: it is damaged");
        }
        if (sectors * size > length) {
            throw rejected("it is cut off: it should have " + sectors * size + " bytes, and has " + length);
        }
    }

    private static InvalidRequest rejected(String what) {
        return new InvalidRequest("image-rejected", "file", "The ISO cannot be used: " + what + ".");
    }
}
