package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One volume: how large, on what, and what was last written into it. Guarded by its {@link Disks}. */
final class SimulatedVolume {
    private static final int QCOW2_MAGIC = 0x514649fb;
    private static final int QCOW2_SIZE_AT = 24;
    private static final int HEAD = 32;

    private final VolumeRef ref;
    private final Optional<VolumeRef> base;
    private long capacityBytes;
    private long allocatedBytes;
    private Optional<Uploaded> content = Optional.empty();

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

    void overlay(long capacity, long allocated) {
        capacityBytes = capacity;
        allocatedBytes = allocated;
    }

    void grow(int bytes) {
        allocatedBytes += bytes;
        capacityBytes = allocatedBytes;
    }

    /** All is there. A qcow2 then shows its guest what its header says. */
    void complete(VolumeFormat format, byte[] head, Uploaded uploaded) {
        if (format == VolumeFormat.QCOW2 && head.length >= HEAD) {
            var header = ByteBuffer.wrap(head);
            if (header.getInt(0) == QCOW2_MAGIC) {
                capacityBytes = header.getLong(QCOW2_SIZE_AT);
            }
        }
        content = Optional.of(uploaded);
    }
}
