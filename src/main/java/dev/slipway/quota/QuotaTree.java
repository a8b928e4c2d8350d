package dev.slipway.quota;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tenants and projects as parts of the quota tree, for the module that makes and deletes them; it has authorised it. */
@Component
public class QuotaTree {
    private static final UUID NIL = new UUID(0, 0);
    private static final String PART = " where tenant_id = :tenant and (:project is null or project_id = :project)";

    private final JdbcClient jdbc;

    QuotaTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many charges there are in the tenant, or only in that project. */
    public long charges(TenantId tenant, Optional<ProjectId> project) {
        return part("select count(*) from quota_charge", tenant, project)
                .query(Long.class)
                .single();
    }

    /** Drops limits and rises of limits there, in the caller's transaction; there must be no charges. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(TenantId tenant, Optional<ProjectId> project) {
        part("delete from quota_grant", tenant, project).update();
        part("delete from quota_node", tenant, project).update();
        part("delete from quota_sample", tenant, project).update();
        if (project.isEmpty()) {
            jdbc.sql("delete from quota_tenant_template where tenant_id = ?")
                    .param(tenant.value())
                    .update();
        }
        if (project.isEmpty()) {
            jdbc.sql("delete from quota_tenant_template where tenant_id = ?")
                    .param(tenant.value())
                    .update();
        }
    }

    /** What the tenants use as a whole; nothing for one that never used anything. */
    public Map<TenantId, Amounts> used(Collection<TenantId> tenants) {
        Map<TenantId, Amounts> used = new HashMap<>();
        if (!tenants.isEmpty()) {
            jdbc.sql(
                            "select * from quota_node where tenant_id in (:tenants) and project_id = :nil and member_id = :nil")
                    .param("tenants", tenants.stream().map(TenantId::value).toList())
                    .param("nil", NIL)
                    .query(r -> {
                        used.put(
                                new TenantId(r.getObject("tenant_id", UUID.class)),
                                new Amounts(
                                        r.getLong("used_vms"),
                                        r.getLong("used_vcpus"),
                                        r.getLong("used_memory_mib"),
                                        r.getLong("used_disk_mib"),
                                        r.getLong("used_running_vcpus"),
                                        r.getLong("used_running_memory_mib")));
                    });
        }
        return used;
    }

    private JdbcClient.StatementSpec part(String statement, TenantId tenant, Optional<ProjectId> project) {
        return jdbc.sql(statement + PART)
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null));
    }
}
