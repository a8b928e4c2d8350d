package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import dev.slipway.hypervisor.DomainSnapshot;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** Snapshots inside qcow2 disks, with what is in memory if the guest runs. */
final class Snapshots {
    private static final int XML_INACTIVE = 2;
    private static final int NO_JOB = 0;

    private final Connections connections;

    Snapshots(Connections connections) {
        this.connections = connections;
    }

    void take(UUID id, DomainSnapshot snapshot) {
        atLength("take a snapshot of a VM", id, (connect, domain) -> {
            if (isThere(domain, snapshot.id())) {
                requireMade(domain, id);
                return;
            }
            if ((domain.isActive() == 1) != snapshot.withMemory()) {
                throw new HypervisorProblem(
                        Kind.WRONG_POWER_STATE,
                        "The VM was turned on or off in this moment. Try again.",
                        "domain " + id,
                        null);
            }
            var definition = XmlFacts.of(domain.getXMLDesc(snapshot.withMemory() ? 0 : XML_INACTIVE));
            var device = BackupXml.device(definition, Lookup.path(connect, snapshot.disk()))
                    .orElseThrow(() -> new HypervisorProblem(
                            Kind.NO_SUCH_VOLUME,
                            "The VM has another disk than the one that Slipway gave it. Ask an administrator to look at it.",
                            snapshot.disk() + " is no disk of " + id,
                            null));
            domain.snapshotCreateXML(SnapshotXml.write(snapshot.id(), snapshot.withMemory(), definition, device))
                    .free();
        });
    }

    void revert(UUID id, UUID snapshot, boolean run) {
        atLength("go back to a snapshot of a VM", id, (connect, domain) -> {
            Lookup.snapshot(domain, snapshot, handle -> revert(handle, run));
            if (!run && domain.isActive() == 1) {
                domain.destroy();
            }
        });
    }

    /** Of one without memory libvirt would start the guest, to leave it paused. */
    private static int revert(org.libvirt.DomainSnapshot snapshot, boolean run) throws LibvirtException {
        var wasOff =
                XmlFacts.of(snapshot.getXMLDesc()).text("/domainsnapshot/state").equals(Optional.of("shutoff"));
        var flags = run || wasOff ? 0 : NativeLibvirt.REVERT_PAUSED;
        return NativeHandles.check(LIBVIRT.virDomainRevertToSnapshot(NativeHandles.of(snapshot), flags));
    }

    void delete(UUID id, UUID snapshot) {
        connections.change(
                "delete a snapshot of a VM",
                connect -> Lookup.domainIfAny(
                        connect,
                        id,
                        domain -> Lookup.snapshotIfAny(domain, snapshot, handle -> handle.delete(0) == 0)));
    }

    /** libvirt lists one already while it is being made, and only a running guest's takes long. */
    private static void requireMade(Domain domain, UUID id) throws LibvirtException {
        if (domain.isActive() == 1 && domain.getJobInfo().getType() != NO_JOB) {
            throw new HypervisorProblem(
                    Kind.BUSY, "Its host is still writing down what it is doing.", "domain " + id, null);
        }
    }

    private static boolean isThere(Domain domain, UUID snapshot) throws LibvirtException {
        return Lookup.snapshotIfAny(domain, snapshot, handle -> true).equals(Optional.of(true));
    }

    private void atLength(String what, UUID id, LongCall.Deed deed) {
        LongCall.run(connections, "snapshot", what, id, deed);
    }
}
