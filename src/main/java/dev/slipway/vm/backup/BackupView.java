package dev.slipway.vm.backup;

import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A backup as its people see it.
 *
 * @param vmIsThere whether the VM is still in the backup's project, whatever its state
 * @param diskMib the disk that a guest sees
 * @param file empty while it is being made
 * @param check empty if it was never checked since it was made
 * @param checking whether it is being checked right now
 * @param refusedActions what cannot be asked of it now, each with the sentence why
 */
public record BackupView(
        BackupId id,
        VmId vm,
        String vmName,
        boolean vmIsThere,
        ProjectId project,
        BackupState state,
        Consistency consistency,
        String madeBy,
        Instant createdAt,
        long diskMib,
        Optional<KeptFile> file,
        Optional<Check> check,
        boolean checking,
        Map<BackupAction, String> refusedActions) {
    public BackupView {
        refusedActions = Map.copyOf(refusedActions);
    }

    /** What is kept of it. @param sha256 in lower-case hexadecimal */
    public record KeptFile(long bytes, String sha256) {}

    /** How it was when it was last compared with its checksum. @param whole false if it is damaged or gone */
    public record Check(Instant at, boolean whole) {}
}
