package dev.slipway.vm.backup;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import java.time.Instant;
import java.util.Optional;

/** @param hasBase whether the disk stood on its image; empty until that was looked at */
record BackupRow(
        BackupId id,
        VmId vm,
        String vmName,
        TenantId tenant,
        ProjectId project,
        String madeBy,
        Instant createdAt,
        BackupState state,
        BackedUp facts,
        boolean live,
        boolean quiet,
        Optional<Boolean> hasBase,
        Optional<BackupView.KeptFile> file,
        Optional<Instant> checkedAt,
        boolean broken) {
    Scope scope() {
        return Scope.of(tenant, project);
    }

    Consistency consistency() {
        if (!live) {
            return Consistency.OFF;
        }
        return quiet ? Consistency.QUIET : Consistency.POWER_CUT;
    }

    /** @throws Conflict while it is being made */
    BackupView.KeptFile requireFile() {
        return file.orElseThrow(() -> new Conflict("busy", BackupRules.MAKING));
    }

    Optional<BackupView.Check> check() {
        return checkedAt.map(at -> new BackupView.Check(at, !broken));
    }
}
