package dev.slipway.vm.backup;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.Remains;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Backups, also those of VMs that have gone. */
@Component
class BackupRemains implements Remains {
    private final BackupRows rows;

    BackupRemains(BackupRows rows) {
        this.rows = rows;
    }

    @Override
    public List<String> in(TenantId tenant, Optional<ProjectId> project) {
        return Remains.count(rows.count(tenant, project), "backup", "backups");
    }
}
