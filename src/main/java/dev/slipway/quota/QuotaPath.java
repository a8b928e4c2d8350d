package dev.slipway.quota;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;

/** Who pays: tenant, project, and the member within that project. Names are for the sentences of refusals. */
public record QuotaPath(
        TenantId tenant, String tenantName, ProjectId project, String projectName, UserId member, String memberName) {}
