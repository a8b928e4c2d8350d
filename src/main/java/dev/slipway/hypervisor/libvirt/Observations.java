package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.PowerState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** What a host shows of its domains: all of them by one call, or one. */
final class Observations {
    private Observations() {}

    /** What is kept is asked first: whatever runs by then runs, and whatever was kept meanwhile says so and is asked itself. */
    static List<DomainObservation> all(Connect connect) throws LibvirtException {
        var kept = kept(connect);
        return StatsRecords.read(connect, NativeLibvirt.STATS_STATE, 0, (domain, values) -> {
            var state = values.getOrDefault("state.state", 0L).intValue();
            var reason = values.getOrDefault("state.reason", 0L).intValue();
            return observation(
                    domain,
                    state,
                    reason,
                    () -> kept.contains(StatsRecords.uuid(domain))
                            || PowerStates.isSaved(state, reason) && isKept(domain));
        });
    }

    static DomainObservation of(Domain domain) throws LibvirtException {
        var handle = NativeHandles.of(domain);
        var state = new IntByReference();
        var reason = new IntByReference();
        NativeHandles.check(LIBVIRT.virDomainGetState(handle, state, reason, 0));
        return observation(handle, state.getValue(), reason.getValue(), () -> isKept(handle));
    }

    /** Name and UUID are in the handle already. */
    private static DomainObservation observation(Pointer domain, int state, int reason, BooleanSupplier kept) {
        var seen = PowerStates.of(state, reason);
        var power = !seen.power().isOn() && kept.getAsBoolean() ? PowerState.HIBERNATED : seen.power();
        return new DomainObservation(StatsRecords.uuid(domain), LIBVIRT.virDomainGetName(domain), power, seen.reason());
    }

    private static boolean isKept(Pointer domain) {
        return LIBVIRT.virDomainHasManagedSaveImage(domain, 0) == 1;
    }

    private static Set<UUID> kept(Connect connect) throws LibvirtException {
        var reference = new PointerByReference();
        var count = NativeHandles.check(LIBVIRT.virConnectListAllDomains(
                NativeHandles.of(connect), reference, NativeLibvirt.LIST_MANAGED_SAVE));
        var array = reference.getValue();
        var kept = new HashSet<UUID>();
        for (var i = 0; i < count; i++) {
            var domain = array.getPointer((long) i * Native.POINTER_SIZE);
            kept.add(StatsRecords.uuid(domain));
            LIBVIRT.virDomainFree(domain);
        }
        Native.free(Pointer.nativeValue(array));
        return kept;
    }
}
