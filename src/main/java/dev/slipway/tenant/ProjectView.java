package dev.slipway.tenant;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;

/** A project with its tenant's name. @param alone whether it is its tenant's only one, so that its people need not meet the word */
public record ProjectView(ProjectId id, String name, TenantId tenant, String tenantName, boolean alone) {
    public Scope scope() {
        return Scope.of(tenant, id);
    }

    /** For headings and choices: {@code Acme}, or {@code Acme / web} where there are several. */
    public String title() {
        return alone ? tenantName : tenantName + " / " + name;
    }

    /** Beside other levels of the same tenant: {@code team Acme}, or {@code project web} where there are several. */
    public String inTenant() {
        return alone ? "team " + tenantName : "project " + name;
    }

    /** As a line of its own: {@code Acme}, or {@code Project web of Acme} where there are several. */
    public String heading() {
        return alone ? tenantName : "Project " + name + " of " + tenantName;
    }

    /** Within a sentence: {@code Acme}, or {@code project web of Acme} where there are several. */
    public String words() {
        return alone ? tenantName : "project " + name + " of " + tenantName;
    }
}
