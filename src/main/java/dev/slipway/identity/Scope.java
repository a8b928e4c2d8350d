package dev.slipway.identity;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** Where a permission is needed or given: the platform, a tenant, or a project of a tenant. */
public record Scope(@Nullable TenantId tenant, @Nullable ProjectId project) {
    public static final Scope PLATFORM = new Scope(null, null);

    public static Scope of(TenantId tenant) {
        return new Scope(tenant, null);
    }

    public static Scope of(TenantId tenant, ProjectId project) {
        return new Scope(tenant, project);
    }

    /** Whether what is given here holds there: the platform holds everywhere, a tenant in all of its projects. */
    boolean covers(Scope other) {
        return (tenant == null || tenant.equals(other.tenant)) && (project == null || project.equals(other.project));
    }
}
