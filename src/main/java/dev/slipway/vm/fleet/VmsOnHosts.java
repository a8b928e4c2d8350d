package dev.slipway.vm.fleet;

import dev.slipway.host.HostUse;
import dev.slipway.kernel.HostId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A host is needed by the VMs on it, and by those that are on their way there or away. */
@Component
class VmsOnHosts implements HostUse {
    private final JdbcClient jdbc;

    VmsOnHosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> on(HostId host) {
        return jdbc.sql("""
            select name from vm where host_id = :host
            union all
            select v.name from allocation a join vm v on v.id = a.vm_id
            where a.host_id = :host and not (v.host_id <=> :host)
            union all
            select v.name from allocation_hold h join vm v on v.id = h.vm_id
            where h.host_id = :host and not (v.host_id <=> :host)
            order by name\
            """).param("host", host.value()).query(String.class).list();
    }
}
