package dev.slipway.vm.fleet;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.vm.owner.Payers;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many addresses VMs have out of networks' pools: counted from what is taken, and not limited. */
@Service
public class AddressesInUse {
    private final Payers payers;
    private final JdbcClient jdbc;

    AddressesInUse(Payers payers, JdbcClient jdbc) {
        this.payers = payers;
        this.jdbc = jdbc;
    }

    /** By the networks' names; those of which the tenant has none are not among them. */
    @Transactional(readOnly = true)
    public List<AddressCount> of(ProjectId project, Actor actor) {
        var path = payers.of(project, Optional.empty(), actor);
        return jdbc.sql("""
            select n.network_id, min(n.network_name) as name, sum(v.project_id = :project) as mine, count(*) as tenants
            from network_address a join vm v on v.id = a.vm_id
                join vm_nic n on n.vm_id = a.vm_id and n.network_id = a.network_id
            where v.tenant_id = :tenant group by n.network_id order by name\
            """)
                .param("project", project.value())
                .param("tenant", path.tenant().value())
                .query((row, n) -> new AddressCount(
                        new NetworkId(uuid(row, "network_id")),
                        row.getString("name"),
                        row.getLong("mine"),
                        row.getLong("tenants")))
                .list();
    }
}
