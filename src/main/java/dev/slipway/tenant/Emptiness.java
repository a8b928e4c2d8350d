package dev.slipway.tenant;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.quota.QuotaTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets nothing be deleted that something of somebody's is in. */
@Component
class Emptiness {
    private final ObjectProvider<Remains> remains;
    private final QuotaTree quota;

    Emptiness(ObjectProvider<Remains> remains, QuotaTree quota) {
        this.remains = remains;
        this.quota = quota;
    }

    void require(TenantView tenant) {
        List<String> left = left(tenant.id(), Optional.empty());
        left.addAll(Remains.count(tenant.projects() - 1, "project", "projects"));
        refuse("Tenant " + tenant.name(), left);
    }

    void require(ProjectView project) {
        refuse("Project " + project.name(), left(project.tenant(), Optional.of(project.id())));
    }

    private List<String> left(TenantId tenant, Optional<ProjectId> project) {
        List<String> left = new ArrayList<>();
        remains.orderedStream().forEach(r -> left.addAll(r.in(tenant, project)));
        left.addAll(Remains.count(quota.charges(tenant, project), "charge on its quota", "charges on its quota"));
        return left;
    }

    private static void refuse(String what, List<String> left) {
        if (!left.isEmpty()) {
            throw new Conflict(
                    "not-empty",
                    what + " is not empty. Still there: " + String.join(", ", left)
                            + ". Delete or move what is left, then delete it.");
        }
    }
}
