package dev.slipway.vm.snapshot;

import java.util.List;

/** What is kept of a VM, the oldest first. @param most how many there may be */
public record SnapshotList(List<SnapshotView> all, int most) {
    public SnapshotList {
        all = List.copyOf(all);
    }
}
