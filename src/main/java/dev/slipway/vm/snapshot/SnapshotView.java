package dev.slipway.vm.snapshot;

import dev.slipway.kernel.SnapshotId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a VM at one moment.
 *
 * @param parent the one that the VM stood on when it was made
 * @param withMemory whether its guest goes on from there; else it was off
 * @param diskMib the most that it takes on its host, which is what it costs
 * @param madeBy empty if the VM has come to another tenant since
 * @param standsOn whether what is on the VM's disk now comes after this one
 */
public record SnapshotView(
        SnapshotId id,
        String name,
        String note,
        Optional<SnapshotId> parent,
        boolean withMemory,
        SnapshotState state,
        long diskMib,
        Optional<String> madeBy,
        Instant madeAt,
        boolean standsOn) {}
