package dev.slipway.vm.backup;

import dev.slipway.kernel.BackupId;
import dev.slipway.operation.StepContext;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Which backup an operation is about. @param diskName of the disk that is to be made of it; empty if none is */
record BackupTask(BackupId backup, String diskName) {
    private static final String BACKUP = "backup";
    private static final String DISK = "disk";

    static BackupTask of(StepContext context) {
        var carried = context.arguments();
        return new BackupTask(
                new BackupId(UUID.fromString(Objects.requireNonNull(carried.get(BACKUP)))),
                carried.getOrDefault(DISK, ""));
    }

    static BackupTask of(BackupId backup) {
        return new BackupTask(backup, "");
    }

    Map<String, String> arguments() {
        return Map.of(BACKUP, backup.toString(), DISK, diskName);
    }
}
