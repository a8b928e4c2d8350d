package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/**
 * The further disks of one host's domains, found by their serial numbers. What runs is changed first: what it will be at
 * its next start then never says more than was done.
 */
final class DataDisks {
    private static final int LIVE = 1;
    private static final int CONFIG = 2;
    private static final int XML_INACTIVE = 2;
    private static final long MIB = 1L << 20;
    private static final long KIB_PER_MIB = 1024;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Connections connections;
    private final Volumes volumes;

    DataDisks(Connections connections, Volumes volumes) {
        this.connections = connections;
        this.volumes = volumes;
    }

    /** The element for a definition. */
    static void write(Xml xml, DataDisk disk, String path) throws XMLStreamException {
        xml.element(
                "disk",
                with("type", "file", "device", "disk"),
                () -> xml.empty("driver", with("name", "qemu", "type", "qcow2", "discard", "unmap"))
                        .empty("source", with("file", path))
                        .empty("target", with("dev", disk.target(), "bus", "virtio"))
                        .text("serial", disk.serial()));
    }

    void attach(UUID id, DataDisk disk) {
        connections.change("attach a disk to a VM", connect -> {
            var path = Lookup.path(connect, disk.volume());
            var xml = Xml.write(out -> write(out, disk, path));
            return Lookup.domain(connect, id, domain -> {
                if (domain.isActive() == 1 && find(domain, 0, disk).isEmpty()) {
                    attachLive(domain, xml, id);
                }
                if (find(domain, XML_INACTIVE, disk).isEmpty()) {
                    domain.attachDeviceFlags(xml, CONFIG);
                }
                return true;
            });
        });
    }

    private static void attachLive(Domain domain, String xml, UUID id) throws LibvirtException {
        try {
            domain.attachDeviceFlags(xml, LIVE);
        } catch (LibvirtException e) {
            if (says(e, "no more available pci slots")) {
                throw new HypervisorProblem(
                        Kind.REFUSED,
                        "The VM has no free slot for another disk while it runs. Shut it down, attach the disk, and start it"
                                + " again.",
                        "domain " + id + ": " + e.getMessage(),
                        e);
            }
            throw e;
        }
    }

    void detach(UUID id, DataDisk disk) {
        var until = System.nanoTime() + connections.limits().release().toNanos();
        if (!askFor(id, disk)) {
            while (!isReleased(id, disk)) {
                if (System.nanoTime() - until >= 0) {
                    throw new HypervisorProblem(
                            Kind.IN_USE,
                            "The guest does not let go of the disk. Unmount it in the guest and try again, or shut the VM"
                                    + " down: it is detached at once then.",
                            "domain " + id + " keeps " + disk,
                            null);
                }
                pause();
            }
        }
        connections.change(
                "detach a disk from a VM",
                connect -> Lookup.domainIfAny(connect, id, domain -> {
                    var defined =
                            domain.isPersistent() == 1 ? find(domain, XML_INACTIVE, disk) : Optional.<String>empty();
                    if (defined.isPresent()) {
                        domain.detachDeviceFlags(defined.get(), CONFIG);
                    }
                    return true;
                }));
    }

    /** libvirt asks the guest, and waits for a few seconds; who is asked already is not asked twice. */
    private boolean askFor(UUID id, DataDisk disk) {
        return connections
                .change(
                        "detach a disk from a VM",
                        connect -> Lookup.domainIfAny(connect, id, domain -> {
                            var plugged = live(domain, disk);
                            if (plugged.isPresent()) {
                                try {
                                    domain.detachDeviceFlags(plugged.get(), LIVE);
                                } catch (LibvirtException e) {
                                    if (!says(e, "already in the process of unplug")) {
                                        throw e;
                                    }
                                }
                            }
                            return live(domain, disk).isEmpty();
                        }))
                .orElse(true);
    }

    private boolean isReleased(UUID id, DataDisk disk) {
        return connections
                .query(
                        "look whether a disk is detached",
                        connect -> Lookup.domainIfAny(
                                connect, id, domain -> live(domain, disk).isEmpty()))
                .orElse(true);
    }

    void grow(UUID id, VolumeRef disk, long capacityMib) {
        boolean grown = connections.change("grow a disk", connect -> {
            var path = Lookup.path(connect, disk);
            return Lookup.domain(connect, id, domain -> {
                if (domain.isActive() == 0) {
                    return false;
                }
                if (domain.blockInfo(path).getCapacity() < capacityMib * MIB) {
                    domain.blockResize(path, capacityMib * KIB_PER_MIB, 0);
                }
                return true;
            });
        });
        if (!grown
                && volumes.find(disk)
                        .filter(now -> now.capacityBytes() >= capacityMib * MIB)
                        .isEmpty()) {
            volumes.resizeDisk(disk, capacityMib);
        }
    }

    private static Optional<String> live(Domain domain, DataDisk disk) throws LibvirtException {
        return domain.isActive() == 1 ? find(domain, 0, disk) : Optional.empty();
    }

    /** The element as the host has it. */
    private static Optional<String> find(Domain domain, int flags, DataDisk disk) throws LibvirtException {
        return XmlFacts.of(domain.getXMLDesc(flags))
                .element("/domain/devices/disk[serial='" + disk.serial() + "']")
                .map(XmlFacts::write);
    }

    private static boolean says(LibvirtException e, String words) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a guest was to let go of a disk", e);
        }
    }
}
