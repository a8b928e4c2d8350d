package dev.slipway.vm.disk;

import dev.slipway.kernel.DiskId;
import dev.slipway.operation.StepContext;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Which disk an operation is about. @param sizeMib what it is to have; 0 if that is not asked */
record DiskTask(DiskId disk, long sizeMib) {
    private static final String DISK = "disk";
    private static final String SIZE = "sizeMib";

    static DiskTask of(StepContext context) {
        var carried = context.arguments();
        return new DiskTask(
                new DiskId(UUID.fromString(Objects.requireNonNull(carried.get(DISK)))),
                Long.parseLong(carried.getOrDefault(SIZE, "0")));
    }

    static DiskTask of(DiskId disk) {
        return new DiskTask(disk, 0);
    }

    Map<String, String> arguments() {
        return Map.of(DISK, disk.toString(), SIZE, String.valueOf(sizeMib));
    }
}
