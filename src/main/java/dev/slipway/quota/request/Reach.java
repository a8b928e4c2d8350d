package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.HashSet;
import java.util.Set;

/** Where somebody has a permission: everywhere, in some tenants, in some projects. */
record Reach(boolean everywhere, Set<TenantId> tenants, Set<ProjectId> projects) {
    static Reach of(Actor actor, Permission permission) {
        boolean everywhere = false;
        Set<TenantId> tenants = new HashSet<>();
        Set<ProjectId> projects = new HashSet<>();
        for (var grant : actor.grants()) {
            if (grant.role().allows(permission)) {
                TenantId tenant = grant.scope().tenant();
                ProjectId project = grant.scope().project();
                if (project != null) {
                    projects.add(project);
                } else if (tenant != null) {
                    tenants.add(tenant);
                } else {
                    everywhere = true;
                }
            }
        }
        return new Reach(everywhere, tenants, projects);
    }

    Reach wholeTenants() {
        return new Reach(everywhere, tenants, Set.of());
    }
}
