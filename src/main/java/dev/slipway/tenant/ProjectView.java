package dev.slipway.tenant;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;

/** A project with its tenant's name. */
public record ProjectView(ProjectId id, String name, TenantId tenant, String tenantName) {
    public Scope scope() {
        return Scope.of(tenant, id);
    }
}
