package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** The volumes of one host, all through libvirt, so that the host may be anywhere. */
final class Volumes {
    private static final long MIB = 1024 * 1024;

    private final Connections connections;

    Volumes(Connections connections) {
        this.connections = connections;
    }

    /** A volume whoever's it is, under whatever name. */
    private record Found(String name, String path, long capacity, long allocation, Optional<String> backing) {
        static Found of(StorageVol volume) throws LibvirtException {
            var xml = XmlFacts.of(volume.getXMLDesc(0));
            return new Found(
                    volume.getName(),
                    xml.require("/volume/target/path"),
                    xml.number("/volume/capacity"),
                    xml.number("/volume/allocation"),
                    xml.text("/volume/backingStore/path"));
        }

        VolumeFacts facts(VolumeRef ref) {
            return new VolumeFacts(ref, path, capacity, allocation, backing);
        }
    }

    List<VolumeFacts> list(String pool) {
        return connections.change("list the volumes", connect -> {
            var facts = new ArrayList<VolumeFacts>();
            for (var found : Lookup.pool(connect, pool, handle -> all(connect, handle))) {
                reference(pool, found.name()).ifPresent(ref -> facts.add(found.facts(ref)));
            }
            return facts;
        });
    }

    Optional<VolumeFacts> find(VolumeRef ref) {
        return connections.query(
                "look at a volume",
                connect -> Lookup.pool(
                        connect,
                        ref.pool(),
                        pool -> Lookup.volumeIfAny(
                                pool, ref.name(), volume -> Found.of(volume).facts(ref))));
    }

    void createOverlay(VolumeRef overlay, VolumeRef base, long capacityMib) {
        if (!overlay.pool().equals(base.pool())) {
            throw new IllegalArgumentException("an overlay and its base share a pool");
        }
        connections.change(
                "create a disk",
                connect -> Lookup.pool(connect, overlay.pool(), pool -> {
                    var below = Lookup.volume(pool, base.name(), Found::of);
                    var there = Lookup.volumeIfAny(pool, overlay.name(), Found::of);
                    if (there.isPresent()) {
                        return same(there.get(), below, overlay);
                    }
                    if (capacityMib * MIB < below.capacity()) {
                        throw new HypervisorProblem(
                                Kind.REFUSED,
                                "The disk is smaller than its image, which has " + (below.capacity() + MIB - 1) / MIB
                                        + " MiB. Choose a bigger size.",
                                overlay + ": " + capacityMib + " MiB on " + below,
                                null);
                    }
                    try {
                        pool.storageVolCreateXML(StorageXml.overlay(overlay.name(), capacityMib * MIB, below.path()), 0)
                                .free();
                    } catch (LibvirtException e) {
                        if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_STORAGE_VOL_EXIST)) {
                            throw e;
                        }
                    }
                    return true;
                }));
    }

    void createDisk(VolumeRef disk, long capacityMib) {
        connections.change(
                "create a disk",
                connect -> Lookup.pool(connect, disk.pool(), pool -> {
                    var there = Lookup.volumeIfAny(pool, disk.name(), Found::of);
                    if (there.isPresent()) {
                        return sameEmpty(there.get(), capacityMib * MIB, disk);
                    }
                    try {
                        pool.storageVolCreateXML(StorageXml.disk(disk.name(), capacityMib * MIB), 0)
                                .free();
                    } catch (LibvirtException e) {
                        if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_STORAGE_VOL_EXIST)) {
                            throw e;
                        }
                    }
                    return true;
                }));
    }

    void resizeDisk(VolumeRef disk, long capacityMib) {
        connections.change(
                "resize a disk",
                connect -> Lookup.pool(
                        connect,
                        disk.pool(),
                        pool -> Lookup.volume(pool, disk.name(), volume -> {
                            var now = volume.getInfo().capacity;
                            var wanted = capacityMib * MIB;
                            if (now != wanted) {
                                volume.resize(wanted, wanted < now ? NativeLibvirt.RESIZE_SHRINK : 0);
                            }
                            return true;
                        })));
    }

    void mark(VolumeRef mark) {
        connections.change(
                "mark a storage pool",
                connect -> Lookup.pool(connect, mark.pool(), pool -> {
                    if (Lookup.volumeIfAny(pool, mark.name(), volume -> true).isEmpty()) {
                        try {
                            pool.storageVolCreateXML(StorageXml.raw(mark.name(), 1), 0)
                                    .free();
                        } catch (LibvirtException e) {
                            if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_STORAGE_VOL_EXIST)) {
                                throw e;
                            }
                        }
                    }
                    return true;
                }));
    }

    private static boolean same(Found there, Found base, VolumeRef overlay) {
        if (!there.backing().equals(Optional.of(base.path()))) {
            throw new HypervisorProblem(
                    Kind.IN_USE,
                    "There is another disk of this name on the host.",
                    overlay + " is there as " + there + ", wanted on " + base.path(),
                    null);
        }
        return true;
    }

    private static boolean sameEmpty(Found there, long capacityBytes, VolumeRef disk) {
        if (there.backing().isPresent() || there.capacity() != capacityBytes) {
            throw new HypervisorProblem(
                    Kind.IN_USE,
                    "There is another disk of this name on the host.",
                    disk + " is there as " + there + ", wanted with " + capacityBytes + " bytes",
                    null);
        }
        return true;
    }

    void delete(VolumeRef ref) {
        connections.change(
                "delete a volume",
                connect -> Lookup.poolIfAny(connect, ref.pool(), pool -> delete(connect, pool, ref)));
    }

    /** On the connection of whoever is at it. */
    static boolean delete(Connect connect, StoragePool pool, VolumeRef ref) throws LibvirtException {
        var there = Lookup.volumeIfAny(pool, ref.name(), volume -> {
            var found = ifStillThere(volume);
            if (found.isPresent()) {
                delete(connect, pool, volume, found.get(), ref);
            }
            return found.isPresent();
        });
        if (there.equals(Optional.of(false))) {
            // Its file was removed behind libvirt's back, which goes on listing it until it looks again.
            pool.refresh(0);
        }
        return true;
    }

    private static void delete(Connect connect, StoragePool pool, StorageVol volume, Found found, VolumeRef ref)
            throws LibvirtException {
        // Overlays are nobody's base here, which spares most deletions the look at all the others.
        if (found.backing().isEmpty()) {
            refuseIfBase(all(connect, pool), found, ref);
        }
        volume.delete(0);
    }

    private static void refuseIfBase(List<Found> all, Found base, VolumeRef ref) {
        for (var other : all) {
            if (other.backing().equals(Optional.of(base.path()))) {
                throw new HypervisorProblem(
                        Kind.IN_USE,
                        "Disks of VMs stand on this image. It can go when they are gone.",
                        ref + " is the base of " + other.name() + " and maybe others",
                        null);
            }
        }
    }

    private static List<Found> all(Connect connect, StoragePool pool) throws LibvirtException {
        var reference = new PointerByReference();
        var count = NativeHandles.check(LIBVIRT.virStoragePoolListAllVolumes(NativeHandles.of(pool), reference, 0));
        var array = reference.getValue();
        var volumes = new ArrayList<StorageVol>(count);
        for (var i = 0; i < count; i++) {
            volumes.add(NativeHandles.volume(connect, array.getPointer((long) i * Native.POINTER_SIZE)));
        }
        Native.free(Pointer.nativeValue(array));
        try {
            var found = new ArrayList<Found>(count);
            for (var volume : volumes) {
                ifStillThere(volume).ifPresent(found::add);
            }
            return found;
        } finally {
            for (var volume : volumes) {
                volume.free();
            }
        }
    }

    private static Optional<Found> ifStillThere(StorageVol volume) throws LibvirtException {
        try {
            return Optional.of(Found.of(volume));
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_VOL) || vanished(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean vanished(LibvirtException e) {
        return String.valueOf(e.getMessage()).contains("No such file or directory");
    }

    /** Names that are none of ours are not listed: they belong to whoever made them. */
    private static Optional<VolumeRef> reference(String pool, String name) {
        try {
            return Optional.of(new VolumeRef(pool, name));
        } catch (InvalidRequest e) {
            return Optional.empty();
        }
    }
}
