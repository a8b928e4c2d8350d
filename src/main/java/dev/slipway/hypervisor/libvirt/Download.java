package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Memory;
import com.sun.jna.ptr.LongByReference;
import dev.slipway.hypervisor.VolumeReader;
import dev.slipway.hypervisor.VolumeRef;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.libvirt.Stream;

/**
 * One volume on its way from a host, on a connection of its own. The connection's thread receives, a piece at a time; the
 * caller's thread reads, as slowly as it likes. Holes cost nothing on the line, and are read as zeros.
 */
final class Download extends InputStream {
    private static final int PIECE = 1 << 20;
    /** The most that one message of libvirt's protocol brings. */
    private static final int MESSAGE = 262_120;

    /** Of {@code struct _virStorageVolInfo { int type; unsigned long long capacity, allocation; }}. */
    private static final int INFO_SIZE = 24;

    private static final int INFO_ALLOCATION = 16;
    private static final String WHAT = "read an image or disk";

    private final OwnedConnection connection;
    private final LibvirtProperties limits;
    private final VolumeRef source;
    private final byte[] piece = new byte[PIECE];
    private int length;
    private int position;
    private boolean ended;

    // Only touched on the connection's thread.
    private @Nullable Stream stream;
    private long hole;

    private Download(OwnedConnection connection, LibvirtProperties limits, VolumeRef source) {
        this.connection = connection;
        this.limits = limits;
        this.source = source;
    }

    static <T> T run(Connections connections, VolumeRef source, VolumeReader<T> reader) {
        try (var connection = connections.open("download")) {
            var download = new Download(connection, connections.limits(), source);
            connection.beforeClose(connect -> download.end());
            var bytes = connection.call(WHAT, connections.limits().change(), download::begin);
            return reader.read(download, bytes);
        }
    }

    /** @return the length of the file, which is not what a guest sees of it */
    private long begin(Connect connect) throws LibvirtException {
        return Lookup.pool(
                connect,
                source.pool(),
                pool -> Lookup.volume(pool, source.name(), volume -> {
                    try (var info = new Memory(INFO_SIZE)) {
                        NativeHandles.check(LIBVIRT.virStorageVolGetInfoFlags(
                                NativeHandles.of(volume), info, NativeLibvirt.VOLUME_PHYSICAL));
                        var opened = connect.streamNew(0);
                        stream = opened;
                        NativeHandles.check(LIBVIRT.virStorageVolDownload(
                                NativeHandles.of(volume),
                                NativeHandles.of(opened),
                                0,
                                0,
                                NativeLibvirt.DOWNLOAD_SPARSE));
                        return info.getLong(INFO_ALLOCATION);
                    }
                }));
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        Objects.checkFromIndexSize(offset, most, into.length);
        if (most == 0) {
            return 0;
        }
        if (position == length && !ended) {
            length = connection.call(WHAT, limits.stall(), connect -> fill());
            position = 0;
            ended = length == 0;
        }
        if (ended) {
            return -1;
        }
        var count = Math.min(most, length - position);
        System.arraycopy(piece, position, into, offset, count);
        position += count;
        return count;
    }

    /** As much as a piece holds; 0 at the end. */
    private int fill() throws LibvirtException {
        var from = Objects.requireNonNull(stream);
        var message = new byte[MESSAGE];
        var filled = 0;
        while (filled < PIECE) {
            if (hole > 0) {
                var zeros = (int) Math.min(hole, PIECE - filled);
                Arrays.fill(piece, filled, filled + zeros, (byte) 0);
                filled += zeros;
                hole -= zeros;
                continue;
            }
            var got = LIBVIRT.virStreamRecvFlags(
                    NativeHandles.of(from),
                    message,
                    Math.min(MESSAGE, PIECE - filled),
                    NativeLibvirt.RECEIVE_STOP_AT_HOLE);
            if (got == NativeLibvirt.HOLE) {
                var next = new LongByReference();
                NativeHandles.check(LIBVIRT.virStreamRecvHole(NativeHandles.of(from), next, 0));
                hole = next.getValue();
                continue;
            }
            if (NativeHandles.check(got) == 0) {
                break;
            }
            System.arraycopy(message, 0, piece, filled, got);
            filled += got;
        }
        return filled;
    }

    /** Whatever was not read by now is not wanted. */
    private boolean end() throws LibvirtException {
        var open = stream;
        stream = null;
        if (open != null) {
            try {
                open.abort();
            } finally {
                open.free();
            }
        }
        return true;
    }
}
