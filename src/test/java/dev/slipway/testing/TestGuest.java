package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A guest of one boot sector: fills its screen with colour bars and its name, says its name on the serial line, sleeps,
 * and obeys the power button. Boots in a tenth of a second even under emulation.
 */
public final class TestGuest {
    public static final int CAPACITY = 1 << 20;
    private static final int CLUSTER_BITS = 16;
    private static final int CLUSTER = 1 << CLUSTER_BITS;
    private static final long COPIED = 1L << 63;
    private static final int CLUSTERS = 6;

    private TestGuest() {}

    /** Its disk as a small qcow2 file: header, reference counts, and the one cluster that has something in it. */
    public static byte[] qcow2() {
        var file = ByteBuffer.allocate(CLUSTERS * CLUSTER);
        file.putInt(0x514649fb) // "QFI\xfb"
                .putInt(2)
                .putLong(0)
                .putInt(0) // no backing file
                .putInt(CLUSTER_BITS)
                .putLong(CAPACITY)
                .putInt(0) // not encrypted
                .putInt(1) // entries in the first level
                .putLong(3 * CLUSTER)
                .putLong(CLUSTER) // reference counts
                .putInt(1)
                .putInt(0) // no snapshots
                .putLong(0);
        file.putLong(CLUSTER, 2L * CLUSTER);
        for (var i = 0; i < CLUSTERS; i++) {
            file.putShort(2 * CLUSTER + 2 * i, (short) 1);
        }
        file.putLong(3 * CLUSTER, COPIED | 4L * CLUSTER);
        file.putLong(4 * CLUSTER, COPIED | 5L * CLUSTER);
        file.put(5 * CLUSTER, sector());
        return file.array();
    }

    private static byte[] sector() {
        try (var in = TestGuest.class.getResourceAsStream("test-guest.bin")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
