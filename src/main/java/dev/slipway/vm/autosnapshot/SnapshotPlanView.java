package dev.slipway.vm.autosnapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * When a VM is kept by itself, as its people see it.
 *
 * @param note what came in the way of the last one
 */
public record SnapshotPlanView(SnapshotPlan plan, Instant next, Optional<String> note) {}
