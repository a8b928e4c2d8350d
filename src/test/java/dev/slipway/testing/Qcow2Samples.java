package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small, valid, empty qcow2 images, as {@code qemu-img create} makes them; and single fields of them to be spoilt. */
public final class Qcow2Samples {
    public static final int VERSION_AT = 4;
    public static final int BACKING_OFFSET_AT = 8;
    public static final int CLUSTER_BITS_AT = 20;
    public static final int SIZE_AT = 24;
    public static final int ENCRYPTION_AT = 32;
    public static final int L1_ENTRIES_AT = 36;
    public static final int L1_OFFSET_AT = 40;
    public static final int INCOMPATIBLE_AT = 72;

    private static final int CLUSTER = 65_536;
    private static final int MAGIC = 0x514649fb;
    private static final long MIB = 1024 * 1024;

    private Qcow2Samples() {}

    /** Version 3, that large for its guest: header, reference counts, an empty table, four clusters in all. */
    public static byte[] ofMib(long virtualMib) {
        return ofMib(virtualMib, 0);
    }

    /** As {@link #ofMib(long)}, but no two seeds give the same bytes. */
    public static byte[] ofMib(long virtualMib, long seed) {
        var image = ByteBuffer.allocate(4 * CLUSTER);
        image.putInt(0, MAGIC).putInt(VERSION_AT, 3).putInt(CLUSTER_BITS_AT, 16);
        image.putLong(SIZE_AT, virtualMib * MIB);
        image.putInt(L1_ENTRIES_AT, Math.toIntExact((virtualMib + 511) / 512)).putLong(L1_OFFSET_AT, 3L * CLUSTER);
        image.putLong(48, CLUSTER).putInt(56, 1);
        image.putInt(96, 4).putInt(100, 104);
        image.putLong(CLUSTER, 2L * CLUSTER);
        for (int cluster = 0; cluster < 4; cluster++) {
            image.putShort(2 * CLUSTER + 2 * cluster, (short) 1);
        }
        if (seed != 0) {
            var noise = new byte[512];
            new Random(seed).nextBytes(noise);
            image.put(CLUSTER - noise.length, noise);
        }
        return image.array();
    }

    /** An image of its own content each time. */
    public static Path file(Path directory, long virtualMib, long seed) {
        return write(directory.resolve("image-" + seed + ".qcow2"), ofMib(virtualMib, seed));
    }

    public static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
