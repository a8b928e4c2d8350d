package dev.slipway.hypervisor.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of libvirt that its Java binding lacks. The same rules: only on the connection's own thread. */
interface NativeLibvirt extends Library {
    NativeLibvirt LIBVIRT = Native.load("virt", NativeLibvirt.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    int DEFINE_VALIDATE = 1;
    int STATS_STATE = 1;
    int STATS_CPU_TOTAL = 2;
    int STATS_BALLOON = 4;
    int STATS_INTERFACE = 16;
    int STATS_BLOCK = 32;
    int STATS_OF_ACTIVE = 1;
    /** Leaves out of a guest what cannot be told at once. */
    int STATS_NO_WAIT = 1 << 29;

    int ALL_CPUS = -1;
    int ALL_CELLS = -1;
    int SHUTDOWN_ACPI = 1;
    int UPLOAD_SPARSE = 1;
    int RESIZE_SHRINK = 4;
    int DOWNLOAD_SPARSE = 1;
    int VOLUME_PHYSICAL = 1;
    int RECEIVE_STOP_AT_HOLE = 1;
    /** What {@link #virStreamRecvFlags} answers when a hole is next. */
    int HOLE = -3;
    /** What a stream that does not block answers when nothing is there, or there is no room. */
    int WOULD_BLOCK = -2;
    /** Whoever has it is cut off. */
    int CONSOLE_FORCE = 1;

    /** @param device none: the first @return less than 0 if it is refused */
    int virDomainOpenConsole(Pointer domain, @Nullable String device, Pointer stream, int flags);

    int virConnectGetAllDomainStats(Pointer connect, int stats, PointerByReference records, int flags);

    /** With {@code null} only says how many there are. */
    int virNodeGetCPUStats(Pointer connect, int cpu, @Nullable Pointer values, IntByReference count, int flags);

    int virNodeGetMemoryStats(Pointer connect, int cell, @Nullable Pointer values, IntByReference count, int flags);

    @Nullable
    Pointer virConnectGetDomainCapabilities(
            Pointer connect,
            @Nullable String emulator,
            @Nullable String arch,
            @Nullable String machine,
            @Nullable String type,
            int flags);

    void virDomainStatsRecordListFree(Pointer records);

    @Nullable
    Pointer virDomainDefineXMLFlags(Pointer connect, String xml, int flags);

    /** @param domain none: of all domains @return a number by which it is ended */
    int virConnectDomainEventRegisterAny(
            Pointer connect,
            @Nullable Pointer domain,
            int event,
            Callback callback,
            @Nullable Pointer opaque,
            @Nullable Pointer free);

    int virConnectDomainEventDeregisterAny(Pointer connect, int number);

    int virDomainFree(Pointer domain);

    int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

    String virDomainGetName(Pointer domain);

    /** Those of which memory is kept. */
    int LIST_MANAGED_SAVE = 1 << 8;

    /** @return how many; each, and the list, is to be freed */
    int virConnectListAllDomains(Pointer connect, PointerByReference domains, int flags);

    int virDomainHasManagedSaveImage(Pointer domain, int flags);

    int virDomainGetUUIDString(Pointer domain, byte[] text);

    int virDomainReset(Pointer domain, int flags);

    int virDomainShutdownFlags(Pointer domain, int flags);

    /** All keys of that user, or those besides which there are others: by the flags. */
    int virDomainAuthorizedSSHKeysSet(Pointer domain, String user, Pointer keys, int count, int flags);

    int virDomainSetUserPassword(Pointer domain, String user, String password, int flags);

    int virDomainAgentSetResponseTimeout(Pointer domain, int seconds, int flags);

    int virStoragePoolListAllVolumes(Pointer pool, PointerByReference volumes, int flags);

    int virStorageVolUpload(Pointer volume, Pointer stream, long offset, long length, int flags);

    /** @return how many bytes it took, or less than 0 */
    int virStreamSend(Pointer stream, Pointer bytes, NativeLong length);

    int virStreamSendHole(Pointer stream, long length, int flags);

    int virStorageVolGetInfoFlags(Pointer volume, Pointer info, int flags);

    int virStorageVolDownload(Pointer volume, Pointer stream, long offset, long length, int flags);

    int virStreamRecvFlags(Pointer stream, byte[] data, long length, int flags);

    int virStreamRecvHole(Pointer stream, LongByReference length, int flags);

    int BACKUP_REUSE_EXTERNAL = 1;
    /** Of the last job that has ended, which stays known. */
    int JOB_STATS_COMPLETED = 1 | 2;

    /** @param mountpoints none: all that can be held @return how many are held still now */
    int virDomainFSFreeze(Pointer domain, @Nullable Pointer mountpoints, int count, int flags);

    int virDomainFSThaw(Pointer domain, @Nullable Pointer mountpoints, int count, int flags);

    /** Leaves a guest paused, whose memory was kept. */
    int REVERT_PAUSED = 2;

    int virDomainRevertToSnapshot(Pointer snapshot, int flags);

    int virDomainBackupBegin(Pointer domain, String backup, @Nullable String checkpoint, int flags);

    /** @return to be freed; null if no backup is under way */
    @Nullable
    Pointer virDomainBackupGetXMLDesc(Pointer domain, int flags);

    int virDomainGetJobStats(
            Pointer domain, IntByReference type, PointerByReference parameters, IntByReference count, int flags);

    /** @return 1 if there is such a one */
    int virTypedParamsGetInt(@Nullable Pointer parameters, int count, String name, IntByReference value);

    /** @param value stays the parameters' own @return 1 if there is such a one */
    int virTypedParamsGetString(@Nullable Pointer parameters, int count, String name, PointerByReference value);

    void virTypedParamsFree(@Nullable Pointer parameters, int count);
}
