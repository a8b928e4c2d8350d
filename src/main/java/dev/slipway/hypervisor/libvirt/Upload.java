package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.UploadParts;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.libvirt.StorageVol;
import org.libvirt.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload. What is read beside it the connection's thread sends, a piece at a time, so that a slow source is never taken
 * for a host that hangs; what is more than a piece gets a connection of its own. Runs of zeros become holes.
 */
final class Upload {
    private static final Logger log = LoggerFactory.getLogger(Upload.class);
    private static final int PIECE = 1 << 20;
    private static final int BLOCK = 1 << 16;
    /** The most that one message of libvirt's protocol takes. */
    private static final int MESSAGE = 262_120;

    /** Kept free for what guests write meanwhile; of small pools only a share. */
    private static final long RESERVE = 256L << 20;

    private static final int SMALL_SHARE = 20;

    private static final byte[] ZEROS = new byte[BLOCK];
    private static final String WHAT = "store an image or disk";

    private final VolumeRef target;
    private final Rest content;
    /** What the host has keeps its place when the rest fails. */
    private volatile boolean kept;
    // Only touched on the connection's thread.
    private @Nullable StorageVol volume;
    private @Nullable Stream stream;

    /** A content from a byte on, before which the host has all. */
    record Rest(InputStream stream, long from, long bytes) {
        boolean isSmall() {
            return from == 0 && bytes <= PIECE;
        }
    }

    private Upload(VolumeRef target, Rest content) {
        this.target = target;
        this.content = content;
        this.kept = content.from() > 0;
    }

    static void run(Connections connections, VolumeRef target, VolumeFormat format, Rest content, UploadParts parts) {
        var upload = new Upload(target, content);
        if (content.isSmall() && format != VolumeFormat.QCOW2) {
            int bytes = (int) content.bytes();
            var all = ReadAhead.Piece.of(Math.max(1, bytes));
            upload.read(all.bytes(), bytes);
            connections.change(WHAT, connect -> upload.atOnce(connect, all.filled(bytes)));
            parts.sent(bytes);
        } else {
            try (var connection = connections.open("upload")) {
                upload.inPieces(connection, connections.limits(), format, parts);
            }
        }
    }

    /** A seed, for example, is so small that opening a connection would take longer than to send it. */
    private boolean atOnce(Connect connect, ReadAhead.Piece all) throws LibvirtException {
        try {
            begin(connect);
            send(all);
            return finish();
        } catch (LibvirtException | RuntimeException e) {
            abort();
            throw e;
        }
    }

    private void inPieces(
            OwnedConnection connection, LibvirtProperties limits, VolumeFormat format, UploadParts parts) {
        long left = content.bytes() - content.from();
        // For the case that nobody is left to clean up in time.
        connection.beforeClose(connect -> abort());
        try {
            connection.call(WHAT, limits.change(), connect -> requireRoom(connect, left));
            connection.call(WHAT, limits.change(), this::begin);
            try (var ahead = new ReadAhead(this::read, left, PIECE)) {
                for (var sent = content.from(); sent < content.bytes(); ) {
                    var piece = ahead.next();
                    connection.call(WHAT, limits.stall(), connect -> send(piece));
                    sent += piece.length();
                    parts.sent(sent);
                    if (sent < content.bytes() && parts.isDue()) {
                        keep(connection, limits, sent);
                        parts.arrived(sent);
                    }
                }
            }
            connection.call(WHAT, limits.change(), connect -> finish());
        } catch (RuntimeException e) {
            if (connection.isUsable()) {
                connection.call(WHAT, limits.change(), connect -> abort());
            }
            throw e;
        }
        // Only a fresh look tells libvirt what was put into the file.
        switch (format) {
            case QCOW2 -> new Refresh(connection, limits, target.pool()).run();
            case RAW, ISO -> {}
        }
    }

    /** Only the end of a stream tells that the host has all of it. */
    private void keep(OwnedConnection connection, LibvirtProperties limits, long sent) {
        connection.call(WHAT, limits.change(), connect -> finish());
        kept = true;
        connection.call(WHAT, limits.change(), connect -> goOn(connect, sent));
    }

    /** Beforehand, since some daemons (libvirt 11.3) do not survive a disk that fills up in the middle of an upload. */
    private boolean requireRoom(Connect connect, long bytes) throws LibvirtException {
        return Lookup.pool(connect, target.pool(), pool -> {
            Pools.refresh(pool);
            var info = pool.getInfo();
            var available = info.available - Math.min(RESERVE, info.capacity / SMALL_SHARE);
            if (available < bytes) {
                throw new HypervisorProblem(
                        Kind.NO_SPACE,
                        "The host's storage is full. An administrator must make room.",
                        target + ": " + bytes + " bytes wanted, " + available + " there",
                        null);
            }
            return true;
        });
    }

    private boolean begin(Connect connect) throws LibvirtException {
        if (kept) {
            return goOn(connect, content.from());
        }
        return Lookup.pool(connect, target.pool(), pool -> {
            Volumes.delete(connect, pool, target);
            return open(connect, pool.storageVolCreateXML(StorageXml.raw(target.name(), content.bytes()), 0), 0);
        });
    }

    private boolean goOn(Connect connect, long from) throws LibvirtException {
        return Lookup.pool(
                connect, target.pool(), pool -> open(connect, pool.storageVolLookupByName(target.name()), from));
    }

    private boolean open(Connect connect, StorageVol into, long from) throws LibvirtException {
        volume = into;
        var opened = connect.streamNew(0);
        stream = opened;
        NativeHandles.check(LIBVIRT.virStorageVolUpload(
                NativeHandles.of(into),
                NativeHandles.of(opened),
                from,
                content.bytes() - from,
                NativeLibvirt.UPLOAD_SPARSE));
        return true;
    }

    private void read(byte[] piece, int length) {
        int read;
        try {
            read = content.stream().readNBytes(piece, 0, length);
        } catch (IOException e) {
            throw new HypervisorProblem(
                    Kind.BUSY, "The image could not be read completely. It is tried again.", "source of " + target, e);
        }
        if (read < length) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "The image is shorter than announced. Upload it again.",
                    target + ": content ended early",
                    null);
        }
    }

    /** Blocks of zeros are sent as holes, neighbours together. */
    private boolean send(ReadAhead.Piece piece) throws LibvirtException {
        int length = piece.length();
        var from = 0;
        while (from < length) {
            var hole = isHole(piece.bytes(), from, length);
            var to = Math.min(from + BLOCK, length);
            while (to < length && isHole(piece.bytes(), to, length) == hole) {
                to = Math.min(to + BLOCK, length);
            }
            if (hole) {
                NativeHandles.check(LIBVIRT.virStreamSendHole(NativeHandles.of(open()), to - from, 0));
            } else {
                sendData(piece.same(), from, to);
            }
            from = to;
        }
        return true;
    }

    private static boolean isHole(byte[] piece, int from, int end) {
        var to = Math.min(from + BLOCK, end);
        return Arrays.equals(piece, from, to, ZEROS, 0, to - from);
    }

    private void sendData(Memory bytes, int from, int to) throws LibvirtException {
        long sent = from;
        while (sent < to) {
            var most = new NativeLong(Math.min(to - sent, MESSAGE));
            int taken = NativeHandles.check(LIBVIRT.virStreamSend(NativeHandles.of(open()), bytes.share(sent), most));
            if (taken == 0) {
                throw new HypervisorProblem(
                        Kind.BUSY, "The host took no more data. It is tried again.", target.toString(), null);
            }
            sent += taken;
        }
    }

    /** Only after all bytes: libvirt would take half of them for the whole. */
    private boolean finish() throws LibvirtException {
        var done = open();
        done.finish();
        stream = null;
        done.free();
        freeVolume();
        return true;
    }

    private Stream open() {
        var current = stream;
        if (current == null) {
            throw new IllegalStateException("the stream is closed");
        }
        return current;
    }

    /** What is not finished by now failed: nothing of it shall stay, but what is kept. */
    private boolean abort() throws LibvirtException {
        var unfinished = stream;
        var incomplete = volume;
        stream = null;
        if (unfinished != null) {
            // Tells again of the error that broke the stream, if one did.
            attempt("stop the stream of", unfinished::abort);
            attempt("free the stream of", unfinished::free);
        }
        if (incomplete != null && !kept) {
            attempt("delete the incomplete", () -> {
                incomplete.delete(0);
                return 0;
            });
        }
        freeVolume();
        return true;
    }

    private interface Step {
        int run() throws LibvirtException;
    }

    private void attempt(String what, Step step) {
        try {
            step.run();
        } catch (LibvirtException e) {
            log.info("Could not {} {}: {}; the next upload replaces it", what, target, e.getMessage());
        }
    }

    private void freeVolume() throws LibvirtException {
        if (volume != null) {
            volume.free();
            volume = null;
        }
    }
}
