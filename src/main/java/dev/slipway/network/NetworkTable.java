package dev.slipway.network;

import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class NetworkTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    NetworkTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<NetworkView> all() {
        return jdbc.sql("select * from network order by name")
                .query(NetworkTable::view)
                .list();
    }

    List<NetworkView> usableBy(TenantId tenant) {
        return jdbc.sql("""
            select * from network n
            where not exists (select 1 from network_tenant t where t.network_id = n.id)
               or exists (select 1 from network_tenant t where t.network_id = n.id and t.tenant_id = ?)
            order by n.name\
            """).param(tenant.value()).query(NetworkTable::view).list();
    }

    Optional<NetworkView> find(String name) {
        return jdbc.sql("select * from network where name = ?")
                .param(name)
                .query(NetworkTable::view)
                .optional();
    }

    Optional<NetworkView> find(NetworkId id) {
        return jdbc.sql("select * from network where id = ?")
                .param(id.value())
                .query(NetworkTable::view)
                .optional();
    }

    /** Adds it, or changes the one of that name, whose id stays. */
    void save(NetworkView network) {
        jdbc.sql("""
            insert into network (id, name, description, kind, source, created_at) values (?, ?, ?, ?, ?, ?)
            on duplicate key update
                description = value(description), kind = value(kind), source = value(source)\
            """)
                .params(
                        network.id().value(),
                        network.name(),
                        network.description(),
                        network.kind().name(),
                        network.source(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    void restrict(NetworkId network, Set<TenantId> tenants) {
        jdbc.sql("delete from network_tenant where network_id = ?")
                .param(network.value())
                .update();
        for (var tenant : tenants) {
            jdbc.sql("insert into network_tenant (network_id, tenant_id) values (?, ?)")
                    .params(network.value(), tenant.value())
                    .update();
        }
    }

    private static NetworkView view(ResultSet row, int n) throws SQLException {
        return new NetworkView(
                new NetworkId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                NetworkKind.valueOf(row.getString("kind")),
                row.getString("source"));
    }
}
