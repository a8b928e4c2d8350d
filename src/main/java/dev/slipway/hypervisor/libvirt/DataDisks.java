package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.libvirt.HotPlug.Device;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;

/** The further disks of one host's domains, found by their serial numbers. */
final class DataDisks {
    private static final long MIB = 1L << 20;
    private static final long KIB_PER_MIB = 1024;

    private final Connections connections;
    private final Volumes volumes;
    private final HotPlug plugs;

    DataDisks(Connections connections, Volumes volumes) {
        this.connections = connections;
        this.volumes = volumes;
        plugs = new HotPlug(connections);
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
            return plugs.plug(connect, id, device(disk), Xml.write(out -> write(out, disk, path)));
        });
    }

    void detach(UUID id, DataDisk disk) {
        plugs.unplug(id, device(disk));
    }

    private static Device device(DataDisk disk) {
        return new Device(
                "disk",
                "/domain/devices/disk[serial='" + disk.serial() + "']",
                "The guest does not let go of the disk. Unmount it in the guest and try again, or shut the VM"
                        + " down: it is detached at once then.");
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
}
