package dev.slipway.vm.disk;

import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A disk as its people see it.
 *
 * @param owner who pays for it
 * @param vm what it is attached to, or on its way to; empty if to nothing
 * @param serial what a guest knows it by, such as {@code /dev/disk/by-id/virtio-SERIAL}
 * @param note what is left to be done in a guest, if anything is
 * @param refusedActions what cannot be asked of it now, each with the sentence why
 */
public record DiskView(
        DiskId id,
        String name,
        long sizeMib,
        DiskState state,
        ProjectId project,
        String owner,
        Optional<AttachedTo> vm,
        String serial,
        Optional<String> note,
        Instant createdAt,
        Map<DiskAction, String> refusedActions) {
    public DiskView {
        refusedActions = Map.copyOf(refusedActions);
    }

    /** A VM. */
    public record AttachedTo(VmId id, String name) {}
}
