package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.hypervisor.DomainObservation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** What a host shows of its domains: all of them by one call, or one. */
final class Observations {
    private static final int UUID_TEXT = 37;
    private static final long PARAMETER_SIZE = 96;
    private static final long PARAMETER_VALUE = 88;

    private Observations() {}

    static List<DomainObservation> all(Connect connect) throws LibvirtException {
        var reference = new PointerByReference();
        var count = NativeHandles.check(LIBVIRT.virConnectGetAllDomainStats(
                NativeHandles.of(connect), NativeLibvirt.STATS_STATE, reference, 0));
        var records = reference.getValue();
        try {
            var seen = new ArrayList<DomainObservation>(count);
            for (var i = 0; i < count; i++) {
                seen.add(record(records.getPointer((long) i * Native.POINTER_SIZE)));
            }
            return seen;
        } finally {
            LIBVIRT.virDomainStatsRecordListFree(records);
        }
    }

    /** {@code struct _virDomainStatsRecord { virDomainPtr dom; virTypedParameterPtr params; int nparams; }}. */
    private static DomainObservation record(Pointer record) {
        var domain = record.getPointer(0);
        var parameters = record.getPointer(Native.POINTER_SIZE);
        var count = record.getInt(2L * Native.POINTER_SIZE);
        var state = 0;
        var reason = 0;
        for (var i = 0; i < count; i++) {
            var parameter = parameters.share(i * PARAMETER_SIZE, PARAMETER_SIZE);
            switch (parameter.getString(0, "UTF-8")) {
                case "state.state" -> state = parameter.getInt(PARAMETER_VALUE);
                case "state.reason" -> reason = parameter.getInt(PARAMETER_VALUE);
                default -> {}
            }
        }
        return observation(domain, state, reason);
    }

    static DomainObservation of(Domain domain) throws LibvirtException {
        var handle = NativeHandles.of(domain);
        var state = new IntByReference();
        var reason = new IntByReference();
        NativeHandles.check(LIBVIRT.virDomainGetState(handle, state, reason, 0));
        return observation(handle, state.getValue(), reason.getValue());
    }

    /** Name and UUID are in the handle already. */
    private static DomainObservation observation(Pointer domain, int state, int reason) {
        var uuid = new byte[UUID_TEXT];
        LIBVIRT.virDomainGetUUIDString(domain, uuid);
        var seen = PowerStates.of(state, reason);
        return new DomainObservation(
                UUID.fromString(new String(uuid, 0, UUID_TEXT - 1, StandardCharsets.US_ASCII)),
                LIBVIRT.virDomainGetName(domain),
                seen.power(),
                seen.reason());
    }
}
