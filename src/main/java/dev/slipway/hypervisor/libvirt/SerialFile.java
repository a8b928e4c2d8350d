package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.slipway.hypervisor.SerialOutput;
import java.util.Arrays;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.libvirt.StorageVol;
import org.libvirt.Stream;

/** The file that a guest's words are written to, as a volume: read while its host writes it. */
final class SerialFile {
    /** Of {@code struct _virStorageVolInfo { int type; unsigned long long capacity, allocation; }}. */
    private static final int INFO_SIZE = 24;

    private static final int INFO_ALLOCATION = 16;
    /** The most that one message of libvirt's protocol brings. */
    private static final int MESSAGE = 262_120;

    private final Connect connect;
    private final StorageVol volume;

    SerialFile(Connect connect, StorageVol volume) {
        this.connect = connect;
        this.volume = volume;
    }

    private interface Talk {
        void over(Stream stream) throws LibvirtException;
    }

    SerialOutput read(long wish, int most) throws LibvirtException {
        var size = size();
        var from = SerialOutput.begin(wish, size);
        var length = (int) Math.min(most, size - from);
        return new SerialOutput(length == 0 ? new byte[0] : bytes(from, length), from, size);
    }

    long size() throws LibvirtException {
        try (var info = new Memory(INFO_SIZE)) {
            NativeHandles.check(
                    LIBVIRT.virStorageVolGetInfoFlags(NativeHandles.of(volume), info, NativeLibvirt.VOLUME_PHYSICAL));
            return info.getLong(INFO_ALLOCATION);
        }
    }

    private byte[] bytes(long from, int length) throws LibvirtException {
        var all = new byte[length];
        var filled = new int[1];
        talk(stream -> {
            NativeHandles.check(
                    LIBVIRT.virStorageVolDownload(NativeHandles.of(volume), NativeHandles.of(stream), from, length, 0));
            filled[0] = receive(stream, all);
        });
        return filled[0] == length ? all : Arrays.copyOf(all, filled[0]);
    }

    /** Less than there is room for if the file was cut meanwhile. */
    private static int receive(Stream stream, byte[] all) throws LibvirtException {
        var message = new byte[MESSAGE];
        var filled = 0;
        while (filled < all.length) {
            var got = NativeHandles.check(LIBVIRT.virStreamRecvFlags(
                    NativeHandles.of(stream), message, Math.min(MESSAGE, all.length - filled), 0));
            if (got == 0) {
                break;
            }
            System.arraycopy(message, 0, all, filled, got);
            filled += got;
        }
        return filled;
    }

    /**
     * Leaves the last of it. libvirt does not let a volume get smaller than what is in it, but a hole that is sent ends the
     * file behind it; its host goes on writing at the new end.
     */
    void cut(int leave) throws LibvirtException {
        var last = read(-leave, leave).bytes();
        talk(stream -> {
            NativeHandles.check(LIBVIRT.virStorageVolUpload(
                    NativeHandles.of(volume), NativeHandles.of(stream), 0, 0, NativeLibvirt.UPLOAD_SPARSE));
            try (var memory = new Memory(Math.max(1, last.length))) {
                memory.write(0, last, 0, last.length);
                for (var sent = 0; sent < last.length; ) {
                    var length = new NativeLong(Math.min(MESSAGE, last.length - sent));
                    sent += NativeHandles.check(
                            LIBVIRT.virStreamSend(NativeHandles.of(stream), memory.share(sent), length));
                }
            }
            NativeHandles.check(LIBVIRT.virStreamSendHole(NativeHandles.of(stream), 1, 0));
            stream.finish();
        });
    }

    /** A stream that was finished may be aborted no more; one that was not has to be. */
    private void talk(Talk talk) throws LibvirtException {
        var stream = connect.streamNew(0);
        try {
            talk.over(stream);
        } finally {
            try {
                stream.abort();
            } catch (LibvirtException e) {
                // It was finished.
            } finally {
                stream.free();
            }
        }
    }
}
