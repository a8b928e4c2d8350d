package dev.slipway.hypervisor;

import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * How a running guest goes to another host.
 *
 * @param run whoever asks; what made a migration fail is told only to the run that began it
 * @param disks whether the destination already sees the disks, or gets what stands above their bases
 * @param paths files of the guest that are called otherwise at the destination: from here, to there
 * @param mibPerSecond the most to send; empty = as fast as it goes
 */
public record MigrationPlan(
        UUID run, PeerAddress to, Disks disks, Map<String, String> paths, OptionalLong mibPerSecond) {
    public MigrationPlan {
        paths = Map.copyOf(paths);
    }

    public enum Disks {
        /** The same files, on storage that both hosts use. */
        SHARED,
        /** Into empty overlays on the same bases, which are at the destination already. Read-only disks are there whole. */
        COPIED
    }
}
