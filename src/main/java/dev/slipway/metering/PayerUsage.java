package dev.slipway.metering;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.Optional;

/** What a project, or a whole tenant, used. @param project empty for a tenant */
public record PayerUsage(
        TenantId tenant,
        String tenantName,
        Optional<ProjectId> project,
        String projectName,
        Consumption used,
        List<Cost> cost) {
    public PayerUsage {
        cost = List.copyOf(cost);
    }
}
