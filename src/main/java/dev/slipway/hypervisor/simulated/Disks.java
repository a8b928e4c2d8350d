package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.HostEquipment;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PoolFacts;
import dev.slipway.hypervisor.PoolSpec;
import dev.slipway.hypervisor.PoolState;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The pools of a host, all on one file system, and the volumes in them. */
final class Disks {
    static final long MIB = 1024 * 1024;
    /** What an empty qcow2 file takes. */
    private static final long OVERLAY_BYTES = 196_616;

    private final Map<String, String> pools = new TreeMap<>();
    private final Map<VolumeRef, SimulatedVolume> volumes = new LinkedHashMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Set<String> stopped = new HashSet<>();
    private final Set<VolumeRef> marks = new HashSet<>();
    private long capacityBytes = 500L * 1024 * MIB;
    private long othersBytes;
    private long receivedBytes;

    synchronized void capacityMib(long mib) {
        capacityBytes = mib * MIB;
    }

    synchronized void occupyMib(long mib) {
        othersBytes = mib * MIB;
    }

    synchronized void ensurePool(String pool, String path) {
        if (!pools.computeIfAbsent(pool, p -> path).equals(path)) {
            throw problem(Kind.REFUSED, "The host has another storage pool of this name.", pool + " at " + path);
        }
        stopped.remove(pool);
    }

    synchronized List<HostEquipment.Pool> pools() {
        return pools.entrySet().stream()
                .map(pool -> new HostEquipment.Pool(pool.getKey(), "dir", pool.getValue(), true))
                .toList();
    }

    synchronized PoolFacts pool(String pool) {
        return new PoolFacts(pool, path(pool), capacityBytes / MIB, available() / MIB);
    }

    synchronized List<PoolState> states() {
        return pools.entrySet().stream()
                .map(pool -> {
                    boolean active = !stopped.contains(pool.getKey());
                    long free = available() / MIB;
                    long all = capacityBytes / MIB;
                    return new PoolState(
                            pool.getKey(),
                            types.getOrDefault(pool.getKey(), "dir"),
                            pool.getValue(),
                            active,
                            active ? all : 0,
                            active ? all - free : 0,
                            active ? free : 0);
                })
                .toList();
    }

    synchronized void createPool(PoolSpec spec) {
        var type = switch (spec) {
            case PoolSpec.Directory d -> "dir";
            case PoolSpec.Nfs n -> "netfs";
            case PoolSpec.Lvm l -> "logical";
        };
        ensurePool(spec.name(), spec.path());
        types.put(spec.name(), type);
        stopped.remove(spec.name());
    }

    synchronized void startPool(String pool) {
        if (!pools.containsKey(pool)) {
            throw problem(Kind.NO_SUCH_POOL, "The host has no such storage pool.", pool);
        }
        stopped.remove(pool);
    }

    /** As by {@code virsh pool-destroy}. */
    synchronized void stopPool(String pool) {
        stopped.add(pool);
    }

    synchronized void removePool(String pool) {
        pools.remove(pool);
        stopped.remove(pool);
    }

    synchronized List<VolumeFacts> volumes(String pool) {
        path(pool);
        return volumes.values().stream()
                .filter(volume -> volume.ref().pool().equals(pool))
                .map(this::facts)
                .toList();
    }

    synchronized Optional<VolumeFacts> volume(VolumeRef ref) {
        path(ref.pool());
        return Optional.ofNullable(volumes.get(ref)).map(this::facts);
    }

    synchronized Optional<SimulatedVolume> find(VolumeRef ref) {
        return Optional.ofNullable(volumes.get(ref));
    }

    synchronized void createOverlay(VolumeRef overlay, VolumeRef base, long capacityMib) {
        path(overlay.pool());
        var below = requireVolume(base);
        var there = volumes.get(overlay);
        if (there != null && there.standsOn(base)) {
            return;
        }
        if (there != null) {
            throw problem(Kind.IN_USE, "There is another disk of this name on the host.", overlay.name());
        }
        if (capacityMib * MIB < below.capacityBytes()) {
            throw problem(Kind.REFUSED, "The disk is smaller than its image. Choose a bigger size.", overlay.name());
        }
        reserve(OVERLAY_BYTES);
        var volume = new SimulatedVolume(overlay, Optional.of(base));
        volume.overlay(capacityMib * MIB, OVERLAY_BYTES);
        volumes.put(overlay, volume);
    }

    synchronized void resizeDisk(VolumeRef disk, long capacityMib) {
        requireVolume(disk).resize(capacityMib * MIB);
    }

    synchronized void growDisk(VolumeRef disk, long capacityMib) {
        var volume = requireVolume(disk);
        volume.resize(Math.max(volume.capacityBytes(), capacityMib * MIB));
    }

    synchronized void createDisk(VolumeRef disk, long capacityMib) {
        path(disk.pool());
        var there = volumes.get(disk);
        if (there != null && there.base().isEmpty() && there.capacityBytes() == capacityMib * MIB) {
            return;
        }
        if (there != null) {
            throw problem(Kind.IN_USE, "There is another disk of this name on the host.", disk.name());
        }
        reserve(OVERLAY_BYTES);
        make(disk, capacityMib);
    }

    synchronized void delete(VolumeRef ref) {
        path(ref.pool());
        if (volumes.values().stream().anyMatch(other -> other.standsOn(ref))) {
            throw problem(Kind.IN_USE, "The volume is in use: others stand on it.", ref.name());
        }
        volumes.remove(ref);
    }

    synchronized void mark(VolumeRef ref) {
        path(ref.pool());
        var volume = volumes.computeIfAbsent(ref, made -> new SimulatedVolume(made, Optional.empty()));
        volume.overlay(1, 0);
        marks.add(ref);
    }

    /** As a domain's definition has it; one that is not there is in no pool. */
    synchronized DomainDescription.Disk described(String target, VolumeRef ref) {
        var there = Optional.ofNullable(volumes.get(ref));
        return new DomainDescription.Disk(
                target,
                path(ref.pool()) + "/" + ref.name(),
                there.map(SimulatedVolume::ref),
                there.map(volume -> (volume.capacityBytes() + MIB - 1) / MIB).orElse(0L));
    }

    /** As by {@code qemu-img create} on the host. */
    synchronized void make(VolumeRef ref, long capacityMib) {
        path(ref.pool());
        var volume = new SimulatedVolume(ref, Optional.empty());
        volume.overlay(capacityMib * MIB, OVERLAY_BYTES);
        volumes.put(ref, volume);
    }

    /** As by {@code rm} on the host: nobody is asked. */
    synchronized void lose(VolumeRef ref) {
        volumes.remove(ref);
    }

    synchronized void overwrite(VolumeRef ref, int bytes) {
        require(ref);
        var other = new SimulatedVolume(ref, Optional.empty());
        other.grow(bytes);
        volumes.put(ref, other);
    }

    /** Without marks, which hold nothing. */
    synchronized List<String> names(String pool) {
        return names(pool, false);
    }

    synchronized List<String> marks(String pool) {
        return names(pool, true);
    }

    private List<String> names(String pool, boolean marked) {
        return volumes.keySet().stream()
                .filter(ref -> ref.pool().equals(pool) && marks.contains(ref) == marked)
                .map(VolumeRef::name)
                .toList();
    }

    /** An empty volume to be filled, in place of an earlier one. */
    synchronized SimulatedVolume begin(VolumeRef ref) {
        delete(ref);
        var volume = new SimulatedVolume(ref, Optional.empty());
        volumes.put(ref, volume);
        return volume;
    }

    /** The file as it is. */
    synchronized SimulatedFile content(VolumeRef ref) {
        var volume = requireVolume(ref);
        return volume.file(volume.base().map(this::file));
    }

    /** What a guest has written goes with it, into a disk that is there already. */
    synchronized void receive(VolumeRef ref, UUID written) {
        requireVolume(ref).write(written);
    }

    /** Room for all that a disk holds with what it stands on, in place of an earlier one. */
    synchronized void makeCopy(VolumeRef ref, VolumeRef of) {
        delete(ref);
        var disk = requireVolume(of);
        var bytes = disk.allocatedBytes()
                + disk.base()
                        .map(this::requireVolume)
                        .map(SimulatedVolume::allocatedBytes)
                        .orElse(0L);
        reserve(bytes);
        var copy = new SimulatedVolume(ref, Optional.empty());
        copy.overlay(disk.capacityBytes(), bytes);
        volumes.put(ref, copy);
    }

    synchronized UUID written(VolumeRef ref) {
        return requireVolume(ref).written();
    }

    /** More room for a volume that is being filled. */
    synchronized void grow(SimulatedVolume volume, int bytes) {
        reserve(bytes);
        volume.grow(bytes);
        receivedBytes += bytes;
    }

    synchronized void keep(SimulatedVolume volume, Incoming sofar) {
        volume.keep(sofar);
    }

    synchronized Incoming arrived(SimulatedVolume volume, long bytes) {
        return volume.arrived(bytes);
    }

    synchronized long receivedBytes() {
        return receivedBytes;
    }

    /** One that was begun, to be gone on with after so many bytes. */
    synchronized SimulatedVolume goOn(VolumeRef ref, long from) {
        var volume = requireVolume(ref);
        volume.backTo(from);
        return volume;
    }

    synchronized void complete(SimulatedVolume volume, VolumeFormat format, byte[] head, Uploaded uploaded) {
        var name = volume.complete(format, head, uploaded);
        volume.standOn(name.flatMap(path -> volumes.keySet().stream()
                .filter(ref -> pools.containsKey(ref.pool()) && file(ref).equals(path))
                .findFirst()));
    }

    synchronized void require(VolumeRef ref) {
        var unused = requireVolume(ref);
    }

    private SimulatedVolume requireVolume(VolumeRef ref) {
        path(ref.pool());
        var volume = volumes.get(ref);
        if (volume == null) {
            throw problem(Kind.NO_SUCH_VOLUME, "The host has no such volume.", ref.name());
        }
        volume.base().ifPresent(this::require);
        return volume;
    }

    private VolumeFacts facts(SimulatedVolume volume) {
        return new VolumeFacts(
                volume.ref(),
                file(volume.ref()),
                volume.capacityBytes(),
                volume.allocatedBytes(),
                volume.base().map(this::file));
    }

    private String file(VolumeRef ref) {
        return path(ref.pool()) + "/" + ref.name();
    }

    private String path(String pool) {
        var path = pools.get(pool);
        if (path == null || stopped.contains(pool)) {
            throw problem(Kind.NO_SUCH_POOL, "The host has no such storage pool.", pool);
        }
        return path;
    }

    /** Whatever a host writes is on the same disk. */
    synchronized long roomMib() {
        return available() / MIB;
    }

    private long available() {
        long used = volumes.values().stream()
                .mapToLong(SimulatedVolume::allocatedBytes)
                .sum();
        return Math.max(0, capacityBytes - othersBytes - used);
    }

    private void reserve(long bytes) {
        if (bytes > available()) {
            throw problem(Kind.NO_SPACE, "The host's storage is full.", bytes + " bytes wanted");
        }
    }

    static HypervisorProblem problem(Kind kind, String message, String detail) {
        return new HypervisorProblem(kind, message, "simulated: " + kind + " " + detail, null);
    }
}
