package org.libvirt;

import com.sun.jna.Pointer;
import org.libvirt.jna.StorageVolPointer;

/**
 * The native handles inside libvirt's Java objects, for the calls that the library does not bind. It lives in the
 * library's package because they are package-private there. All of it only on the connection's own thread.
 */
public final class NativeHandles {
    private NativeHandles() {}

    public static Pointer of(Connect connect) {
        return connect.vcp.getPointer();
    }

    public static Pointer of(Domain domain) {
        return domain.vdp.getPointer();
    }

    public static Pointer of(DomainSnapshot snapshot) {
        return snapshot.vdsp.getPointer();
    }

    public static Pointer of(StoragePool pool) {
        return pool.vspp.getPointer();
    }

    public static Pointer of(StorageVol volume) {
        return volume.vsvp.getPointer();
    }

    public static Pointer of(Stream stream) {
        return stream.getVsp().getPointer();
    }

    /** Takes over a handle that native code gave us; to be freed like any other. */
    public static StorageVol volume(Connect connect, Pointer handle) {
        var pointer = new StorageVolPointer();
        pointer.setPointer(handle);
        return new StorageVol(connect, pointer);
    }

    /** @throws LibvirtException for the thread's last error, if the result says that there was one */
    public static int check(int result) throws LibvirtException {
        if (result < 0) {
            ErrorHandler.processError(-1);
        }
        return result;
    }
}
