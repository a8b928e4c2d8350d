package dev.slipway.vm.disk;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.Remains;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Disks keep their project, attached or not. */
@Component
class DiskRemains implements Remains {
    private final DiskRows rows;

    DiskRemains(DiskRows rows) {
        this.rows = rows;
    }

    @Override
    public List<String> in(TenantId tenant, Optional<ProjectId> project) {
        return Remains.count(rows.count(tenant, project), "disk", "disks");
    }
}
