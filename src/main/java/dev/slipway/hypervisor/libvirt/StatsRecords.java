package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** Figures of all domains by one call of libvirt's, as whole numbers by libvirt's names. */
final class StatsRecords {
    private static final int UUID_TEXT = 37;
    private static final long PARAMETER_SIZE = 96;
    private static final long PARAMETER_TYPE = 80;
    private static final long PARAMETER_VALUE = 88;
    private static final int INT = 1;
    private static final int UNSIGNED_INT = 2;
    private static final int LONG = 3;
    private static final int UNSIGNED_LONG = 4;

    private StatsRecords() {}

    static <T> List<T> read(Connect connect, int stats, int flags, BiFunction<Pointer, Map<String, Long>, T> each)
            throws LibvirtException {
        var reference = new PointerByReference();
        var count = NativeHandles.check(
                LIBVIRT.virConnectGetAllDomainStats(NativeHandles.of(connect), stats, reference, flags));
        var records = reference.getValue();
        try {
            var read = new ArrayList<T>(count);
            for (var i = 0; i < count; i++) {
                var record = records.getPointer((long) i * Native.POINTER_SIZE);
                read.add(each.apply(record.getPointer(0), values(record)));
            }
            return read;
        } finally {
            LIBVIRT.virDomainStatsRecordListFree(records);
        }
    }

    /** Is in the handle already: nobody is asked for it. */
    static UUID uuid(Pointer domain) {
        var uuid = new byte[UUID_TEXT];
        LIBVIRT.virDomainGetUUIDString(domain, uuid);
        return UUID.fromString(new String(uuid, 0, UUID_TEXT - 1, StandardCharsets.US_ASCII));
    }

    /** {@code struct _virDomainStatsRecord { virDomainPtr dom; virTypedParameterPtr params; int nparams; }}. */
    private static Map<String, Long> values(Pointer record) {
        var parameters = record.getPointer(Native.POINTER_SIZE);
        var count = record.getInt(2L * Native.POINTER_SIZE);
        var values = new HashMap<String, Long>();
        for (var i = 0; i < count; i++) {
            var parameter = parameters.share(i * PARAMETER_SIZE, PARAMETER_SIZE);
            switch (parameter.getInt(PARAMETER_TYPE)) {
                case INT, UNSIGNED_INT -> values.put(name(parameter), (long) parameter.getInt(PARAMETER_VALUE));
                case LONG, UNSIGNED_LONG -> values.put(name(parameter), parameter.getLong(PARAMETER_VALUE));
                default -> {
                    // Text, truth and fractions are none of the figures that are asked for.
                }
            }
        }
        return values;
    }

    private static String name(Pointer parameter) {
        return parameter.getString(0, "UTF-8");
    }
}
