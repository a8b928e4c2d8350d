package dev.slipway.tenant;

import dev.slipway.kernel.ProjectId;

/** A project as its tenant's administrators see it. @param isDefault whether it came with the tenant, and goes with it */
public record TenantProject(ProjectId id, String name, boolean isDefault, long members) {}
