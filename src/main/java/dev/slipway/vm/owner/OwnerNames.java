package dev.slipway.vm.owner;

import dev.slipway.tenant.ProjectRenamed;
import dev.slipway.tenant.TenantRenamed;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** VMs carry the names of their tenant and project, for refusals; in the transaction that renames those. */
@Component
class OwnerNames {
    private final JdbcClient jdbc;

    OwnerNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(TenantRenamed renamed) {
        jdbc.sql("update vm set tenant_name = ? where tenant_id = ?")
                .params(renamed.name(), renamed.tenant().value())
                .update();
    }

    @EventListener
    void on(ProjectRenamed renamed) {
        jdbc.sql("update vm set project_name = ? where project_id = ?")
                .params(renamed.name(), renamed.project().value())
                .update();
    }
}
