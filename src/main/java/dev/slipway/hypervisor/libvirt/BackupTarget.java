package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.VolumeRef;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** The volume that a backup is written to: an empty disk of the same size, so that its pool knows it from the first moment. */
final class BackupTarget {
    private BackupTarget() {}

    /** Where it is, or would be. */
    static String path(Connect connect, VolumeRef target) throws LibvirtException {
        return Lookup.pool(
                connect,
                target.pool(),
                pool -> XmlFacts.of(pool.getXMLDesc(0)).require("/pool/target/path") + "/" + target.name());
    }

    /** In place of an earlier one. @return where it is */
    static String make(Connect connect, DiskBackup backup) throws LibvirtException {
        var disk = backup.disk();
        long bytes = Lookup.pool(
                connect, disk.pool(), pool -> Lookup.volume(pool, disk.name(), volume -> volume.getInfo().capacity));
        var target = backup.target();
        return Lookup.pool(connect, target.pool(), pool -> {
            Volumes.delete(connect, pool, target);
            var made = pool.storageVolCreateXML(StorageXml.disk(target.name(), bytes), 0);
            try {
                return made.getPath();
            } finally {
                made.free();
            }
        });
    }
}
