package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.slipway.hypervisor.DomainObservation;
import java.util.List;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** What a host shows of its domains: all of them by one call, or one. */
final class Observations {
    private Observations() {}

    static List<DomainObservation> all(Connect connect) throws LibvirtException {
        return StatsRecords.read(connect, NativeLibvirt.STATS_STATE, 0, (domain, values) -> {
            var state = values.getOrDefault("state.state", 0L);
            var reason = values.getOrDefault("state.reason", 0L);
            return observation(domain, state.intValue(), reason.intValue());
        });
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
        var seen = PowerStates.of(state, reason);
        return new DomainObservation(
                StatsRecords.uuid(domain), LIBVIRT.virDomainGetName(domain), seen.power(), seen.reason());
    }
}
