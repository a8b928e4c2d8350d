package dev.slipway.quota;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tenants and projects as parts of the quota tree, for the module that makes and deletes them; it has authorised it. */
@Component
public class QuotaTree {
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
    }

    private JdbcClient.StatementSpec part(String statement, TenantId tenant, Optional<ProjectId> project) {
        return jdbc.sql(statement + PART)
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null));
    }
}
