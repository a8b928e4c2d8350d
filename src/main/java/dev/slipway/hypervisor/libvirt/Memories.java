package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Guests' memory in files of libvirt's own ("managed save"): it knows which domain each is of, and starts from it by itself. */
final class Memories {
    private static final String PURPOSE = "memory";
    /** Where libvirt's system daemon has them; no setting of it is about that. */
    private static final String DIRECTORY = "/var/lib/libvirt/qemu/save";

    private final Connections connections;

    Memories(Connections connections) {
        this.connections = connections;
    }

    Optional<Long> roomMib() {
        return connections.uri().isTest() ? Optional.empty() : new Pools(connections).roomAt(DIRECTORY);
    }

    void keep(UUID id) {
        LongCall.run(connections, PURPOSE, "write down a VM's memory", id, (connect, domain) -> {
            if (isKept(domain)) {
                return;
            }
            if (domain.isActive() == 0) {
                throw new HypervisorProblem(
                        Kind.WRONG_POWER_STATE, "The VM is off, so it has no memory to keep.", "domain " + id, null);
            }
            try {
                domain.managedSave();
            } catch (LibvirtException e) {
                // Whoever asked before us may have been done while we waited.
                if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID) || !isKept(domain)) {
                    throw e;
                }
            }
        });
    }

    /** @return false if nothing is kept of it */
    boolean wake(UUID id) {
        var kept = connections
                .query("look for a VM's memory", connect -> Lookup.domainIfAny(connect, id, Memories::isKept))
                .orElse(false);
        if (kept) {
            LongCall.run(connections, PURPOSE, "start a VM where it was", id, (connect, domain) -> {
                try {
                    if (domain.isActive() == 0) {
                        domain.create();
                    }
                } catch (LibvirtException e) {
                    if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID) || domain.isActive() == 0) {
                        throw e;
                    }
                }
            });
        }
        return kept;
    }

    void forget(UUID id) {
        connections.change(
                "throw away a VM's memory",
                connect -> Lookup.domainIfAny(connect, id, domain -> {
                    if (isKept(domain)) {
                        domain.managedSaveRemove();
                    }
                    return true;
                }));
    }

    private static boolean isKept(Domain domain) throws LibvirtException {
        return domain.isActive() == 0 && domain.hasManagedSaveImage() == 1;
    }
}
