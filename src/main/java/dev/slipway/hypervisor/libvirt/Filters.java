package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.stream.Stream;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Slipway's network filters on a host: defined where they are missing, never changed if somebody else's has the name. */
final class Filters {
    private Filters() {}

    static void ensure(Connect connect) throws LibvirtException {
        for (var wanted : Stream.concat(FilterXml.all().stream(), FilterXml.combined().stream())
                .toList()) {
            if (!isThere(connect, wanted)) {
                connect.networkFilterDefineXML(wanted.xml()).free();
            }
        }
    }

    private static boolean isThere(Connect connect, FilterXml.Definition wanted) throws LibvirtException {
        try {
            var filter = connect.networkFilterLookupByName(wanted.name());
            try {
                if (!filter.getUUIDString().equals(wanted.id())) {
                    throw new HypervisorProblem(
                            Kind.IN_USE,
                            "The host has another network filter named " + wanted.name()
                                    + ". An administrator must rename that one.",
                            wanted.name() + " is " + filter.getUUIDString(),
                            null);
                }
                return true;
            } finally {
                filter.free();
            }
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_NWFILTER)) {
                return false;
            }
            throw e;
        }
    }
}
