package dev.slipway.hypervisor.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of libvirt that its Java binding lacks. The same rules: only on the connection's own thread. */
interface NativeLibvirt extends Library {
    NativeLibvirt LIBVIRT = Native.load("virt", NativeLibvirt.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    int DEFINE_VALIDATE = 1;
    int STATS_STATE = 1;
    int SHUTDOWN_ACPI = 1;
    int UPLOAD_SPARSE = 1;

    int virConnectGetAllDomainStats(Pointer connect, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    @Nullable
    Pointer virDomainDefineXMLFlags(Pointer connect, String xml, int flags);

    int virDomainFree(Pointer domain);

    int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

    String virDomainGetName(Pointer domain);

    int virDomainGetUUIDString(Pointer domain, byte[] text);

    int virDomainShutdownFlags(Pointer domain, int flags);

    int virDomainAgentSetResponseTimeout(Pointer domain, int seconds, int flags);

    int virStoragePoolListAllVolumes(Pointer pool, PointerByReference volumes, int flags);

    int virStorageVolUpload(Pointer volume, Pointer stream, long offset, long length, int flags);

    int virStreamSendHole(Pointer stream, long length, int flags);
}
