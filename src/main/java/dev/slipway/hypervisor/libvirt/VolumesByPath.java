package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;

/** Which volume of which pool a file is. One that was made behind libvirt's back is known once its pool has looked again. */
final class VolumesByPath {
    private static final long MIB = 1024 * 1024;

    private final Connect connect;

    /** @param capacityMib as a guest sees it, rounded up */
    record Place(VolumeRef ref, long capacityMib) {}

    VolumesByPath(Connect connect) {
        this.connect = connect;
    }

    Optional<Place> find(String path) throws LibvirtException {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        var known = lookup(path);
        return known.isPresent() || !refreshedPoolOf(path) ? known : lookup(path);
    }

    private Optional<Place> lookup(String path) throws LibvirtException {
        StorageVol volume;
        try {
            volume = connect.storageVolLookupByPath(path);
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_VOL)) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            return place(volume);
        } finally {
            volume.free();
        }
    }

    /** Names that we could not write down belong to whoever made them. */
    private static Optional<Place> place(StorageVol volume) throws LibvirtException {
        var pool = volume.storagePoolLookupByVolume();
        try {
            var capacity = volume.getInfo().capacity;
            return Optional.of(new Place(new VolumeRef(pool.getName(), volume.getName()), (capacity + MIB - 1) / MIB));
        } catch (InvalidRequest e) {
            return Optional.empty();
        } finally {
            pool.free();
        }
    }

    private boolean refreshedPoolOf(String path) throws LibvirtException {
        var directory = path.substring(0, path.lastIndexOf('/'));
        for (var name : connect.listStoragePools()) {
            var is = Lookup.poolIfAny(connect, name, pool -> {
                var target = XmlFacts.of(pool.getXMLDesc(0)).text("/pool/target/path");
                if (target.equals(Optional.of(directory))) {
                    Pools.refresh(pool);
                    return true;
                }
                return false;
            });
            if (is.equals(Optional.of(true))) {
                return true;
            }
        }
        return false;
    }
}
