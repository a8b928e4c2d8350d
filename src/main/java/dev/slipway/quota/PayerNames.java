package dev.slipway.quota;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;

/**
 * How people call who pays; answered by the module that has them. Whose tenant has a single project does not meet the
 * word.
 */
public interface PayerNames {
    /** @param name what it was called when last heard of, should it be gone */
    Called called(ProjectId project, String name);

    String tenant(TenantId tenant);

    String member(UserId member);

    /** A level's name as within a sentence: {@code tenant Acme}, {@code project web} or {@code team Acme}, {@code ada}. */
    default String words(Level level, String name, ProjectId project) {
        return switch (level) {
            case TENANT -> "tenant " + name;
            case PROJECT -> called(project, name).inTenant();
            case MEMBER -> name;
        };
    }

    /**
     * @param inTenant beside levels of the same tenant, within a sentence: {@code project web}, or {@code team Acme}
     * @param full among those of all tenants: {@code Acme / web}, or {@code Acme}
     */
    record Called(String inTenant, String full) {}
}
