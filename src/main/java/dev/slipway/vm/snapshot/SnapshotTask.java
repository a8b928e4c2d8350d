package dev.slipway.vm.snapshot;

import dev.slipway.kernel.SnapshotId;
import dev.slipway.operation.StepContext;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Which snapshot an operation is about. @param run whether a VM that goes back to it is to run then */
record SnapshotTask(SnapshotId id, boolean run) {
    private static final String ID = "snapshot";
    private static final String RUN = "run";

    static SnapshotTask of(StepContext context) {
        var carried = context.arguments();
        return new SnapshotTask(
                new SnapshotId(UUID.fromString(Objects.requireNonNull(carried.get(ID)))),
                Boolean.parseBoolean(carried.get(RUN)));
    }

    static SnapshotTask of(SnapshotId id) {
        return new SnapshotTask(id, false);
    }

    Map<String, String> arguments() {
        return Map.of(ID, id.toString(), RUN, String.valueOf(run));
    }
}
