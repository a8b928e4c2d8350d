package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One volume: how large, on what, and what was last written into it. Guarded by its {@link Disks}. */
final class SimulatedVolume {

    private final VolumeRef ref;
    private Optional<VolumeRef> base;
    private UUID written = UUID.randomUUID();
    private byte[] head = {};
    private long capacityBytes;
    private long allocatedBytes;
    private Optional<Uploaded> content = Optional.empty();
    private final NavigableMap<Long, Incoming> arrived = new TreeMap<>();

    SimulatedVolume(VolumeRef ref, Optional<VolumeRef> base) {
        this.ref = ref;
        this.base = base;
    }

    VolumeRef ref() {
        return ref;
    }

    Optional<VolumeRef> base() {
        return base;
    }

    boolean standsOn(VolumeRef other) {
        return base.filter(other::equals).isPresent();
    }

    long capacityBytes() {
        return capacityBytes;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }

    Optional<Uploaded> content() {
        return content;
    }

    void resize(long capacity) {
        capacityBytes = capacity;
    }

    void overlay(long capacity, long allocated) {
        capacityBytes = capacity;
        allocatedBytes = allocated;
    }

    void grow(int bytes) {
        allocatedBytes += bytes;
        capacityBytes = allocatedBytes;
    }

    /** What has come by now stays when the rest does not come. */
    void keep(Incoming sofar) {
        arrived.put(sofar.bytes(), sofar);
    }

    Incoming arrived(long bytes) {
        var sofar = arrived.get(bytes);
        if (sofar == null) {
            throw Disks.problem(HypervisorProblem.Kind.REFUSED, "So much of it has not arrived.", ref + " " + bytes);
        }
        return sofar.copy();
    }

    void backTo(long bytes) {
        overlay(bytes, bytes);
    }

    /** Whoever reads it next reads what its guest has made of it. */
    private boolean isOfAVm() {
        return ref.name().startsWith("vm-");
    }

    /** What its guest has written, as one word. */
    UUID written() {
        return written;
    }

    void write(UUID other) {
        written = other;
    }

    void standOn(Optional<VolumeRef> other) {
        base = other;
    }

    /** @param basePath the file it stands on */
    SimulatedFile file(Optional<String> basePath) {
        var length = content.map(Uploaded::bytes).orElse(allocatedBytes);
        return new SimulatedFile(
                head.length > 0 ? head : SimulatedFile.overlay(capacityBytes, basePath, written), length);
    }

    /** All is there. A qcow2 then shows its guest what its header says. @return the file it stands on */
    Optional<String> complete(VolumeFormat format, byte[] begins, Uploaded uploaded) {
        content = Optional.of(uploaded);
        // Of seeds, of which there is one for each VM, nobody reads a byte.
        head = format == VolumeFormat.ISO ? new byte[0] : begins;
        var header = new SimulatedFile(begins, uploaded.bytes());
        if (format != VolumeFormat.QCOW2 || !header.isQcow2()) {
            return Optional.empty();
        }
        capacityBytes = header.capacity();
        header.written().ifPresent(this::write);
        if (header.written().isPresent() || isOfAVm()) {
            head = new byte[0];
        }
        return header.base();
    }
}
