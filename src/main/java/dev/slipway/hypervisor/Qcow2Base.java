package dev.slipway.hypervisor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A qcow2 overlay names the file that it stands on. On a host with other directories that name has to change, which is
 * done in its first cluster while it passes; see the header in QEMU's docs/interop/qcow2.txt.
 */
public final class Qcow2Base {
    private static final int MAGIC = 0x514649fb;
    private static final int OFFSET_AT = 8;
    private static final int LENGTH_AT = 16;
    private static final int CLUSTER_BITS_AT = 20;
    private static final int HEADER = 24;
    private static final int LONGEST = 1023;

    private Qcow2Base() {}

    /** The same overlay on a base that is called otherwise. @throws HypervisorProblem if this is none */
    public static InputStream named(InputStream overlay, String path) {
        try {
            var header = overlay.readNBytes(HEADER);
            var bits = header.length == HEADER ? ByteBuffer.wrap(header).getInt(CLUSTER_BITS_AT) : 0;
            if (bits < 9 || bits > 21 || ByteBuffer.wrap(header).getInt(0) != MAGIC) {
                throw refused("this is no qcow2");
            }
            var cluster = ByteBuffer.allocate(1 << bits);
            cluster.put(header).put(overlay.readNBytes((1 << bits) - HEADER));
            rename(cluster, path.getBytes(StandardCharsets.UTF_8));
            return new SequenceInputStream(new ByteArrayInputStream(cluster.array(), 0, cluster.position()), overlay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rename(ByteBuffer cluster, byte[] path) {
        var offset = cluster.getLong(OFFSET_AT);
        // The name is the last thing in its cluster.
        if (offset < HEADER || path.length > LONGEST || offset + path.length > cluster.position()) {
            throw refused("base at " + offset + " cannot be renamed");
        }
        cluster.put((int) offset, path);
        cluster.putInt(LENGTH_AT, path.length);
    }

    private static HypervisorProblem refused(String detail) {
        return new HypervisorProblem(
                HypervisorProblem.Kind.REFUSED,
                "The disk is not of the kind that can be moved. An administrator must look at it.",
                detail,
                null);
    }
}
