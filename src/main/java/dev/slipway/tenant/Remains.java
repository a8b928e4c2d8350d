package dev.slipway.tenant;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Asked before a tenant or project is deleted, while nothing new can begin in it. Every module that keeps something there
 * has one of these.
 */
public interface Remains {
    /** What is left, each as people read it, such as {@code 3 VMs}. @param project only there, or in the whole tenant if empty */
    List<String> in(TenantId tenant, Optional<ProjectId> project);

    /** {@code 1 VM}, {@code 2 VMs}, nothing for none. */
    static List<String> count(long count, String one, String many) {
        return count == 0 ? List.of() : List.of(count + " " + (count == 1 ? one : many));
    }
}
