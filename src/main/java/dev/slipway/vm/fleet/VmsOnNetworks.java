package dev.slipway.vm.fleet;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkRenamed;
import dev.slipway.network.NetworkUse;
import dev.slipway.network.NetworkUser;
import dev.slipway.vm.state.VmRowMapper;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which VMs are on a network, whatever their state. */
@Component
class VmsOnNetworks implements NetworkUse {
    private final JdbcClient jdbc;

    VmsOnNetworks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<NetworkUser> on(NetworkId network) {
        return jdbc.sql("""
            select v.id, v.name, v.tenant_id, v.tenant_name, v.project_id, v.project_name, n.mac, n.reserved
            from vm_nic n join vm v on v.id = n.vm_id where n.network_id = ? order by v.name, v.id\
            """)
                .param(network.value())
                .query((row, n) -> new NetworkUser(
                        new VmId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("tenant_name") + " / " + row.getString("project_name"),
                        Scope.of(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new ProjectId(row.getObject("project_id", UUID.class))),
                        row.getString("mac"),
                        VmRowMapper.addresses(row.getString("reserved"))))
                .list();
    }

    @EventListener
    void on(NetworkRenamed renamed) {
        jdbc.sql("update vm_nic set network_name = ? where network_id = ?")
                .params(renamed.name(), renamed.network().value())
                .update();
    }
}
