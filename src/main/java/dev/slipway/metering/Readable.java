package dev.slipway.metering;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whose usage an actor may read. */
record Readable(boolean everything, List<UUID> tenants, List<UUID> projects) {
    private static final UUID NOBODY = new UUID(0, 0);

    static Readable by(Actor actor) {
        // Never empty, since a list of SQL cannot be.
        List<UUID> tenants = new ArrayList<>(List.of(NOBODY));
        List<UUID> projects = new ArrayList<>(List.of(NOBODY));
        for (Grant grant : actor.grants()) {
            Scope scope = grant.scope();
            ProjectId project = scope.project();
            TenantId tenant = scope.tenant();
            if (!grant.role().allows(Permission.USAGE_READ)) {
                continue;
            }
            if (project != null) {
                projects.add(project.value());
            } else if (tenant != null) {
                tenants.add(tenant.value());
            }
        }
        return new Readable(actor.can(Permission.USAGE_READ, Scope.PLATFORM), tenants, projects);
    }

    /** Without the projects of tenants that are not the actor's to read as a whole. */
    Readable wholeTenants() {
        return new Readable(everything, tenants, List.of(NOBODY));
    }
}
