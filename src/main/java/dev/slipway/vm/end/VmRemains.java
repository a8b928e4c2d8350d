package dev.slipway.vm.end;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Remains;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** VMs, whatever their state, and what is being done with them. */
@Component
class VmRemains implements Remains {
    private final JdbcClient jdbc;
    private final Operations operations;

    VmRemains(JdbcClient jdbc, Operations operations) {
        this.jdbc = jdbc;
        this.operations = operations;
    }

    @Override
    public List<String> in(TenantId tenant, Optional<ProjectId> project) {
        long machines = machines(tenant, project, "lifecycle <> 'BINNED'");
        long binned = machines(tenant, project, "lifecycle = 'BINNED'");
        long planned = jdbc.sql("select count(*) from vm_planned_launch where tenant_id = :tenant"
                        + " and (:project is null or project_id = :project) and state in ('WAITING', 'DUE')")
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null))
                .query(Long.class)
                .single();
        return Stream.of(
                        Remains.count(machines, "VM", "VMs"),
                        Remains.count(binned, "VM in the recycle bin", "VMs in the recycle bin"),
                        Remains.count(planned, "launch waiting for approval", "launches waiting for approval"),
                        Remains.count(
                                operations.countActive(tenant, project), "running operation", "running operations"))
                .flatMap(List::stream)
                .toList();
    }

    private long machines(TenantId tenant, Optional<ProjectId> project, String which) {
        return jdbc.sql("select count(*) from vm where tenant_id = :tenant"
                        + " and (:project is null or project_id = :project) and " + which)
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null))
                .query(Long.class)
                .single();
    }
}
