package dev.slipway.network;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code network} and {@code network_tenant}. */
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
            where not n.restricted
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
        return one("select * from network where id = ?", id);
    }

    /** As {@link #find}; nothing is launched on it, and nobody else changes it, until the transaction ends. */
    Optional<NetworkView> lock(NetworkId id) {
        return one("select * from network where id = ? for update", id);
    }

    /** Networks whose guests meet each other, this one among them; locked until the transaction ends. */
    List<NetworkView> lockOnSameWire(NetworkView network) {
        return jdbc.sql("select * from network where kind = ? and source = ? and vlan <=> ? order by id for update")
                .param(network.kind().name())
                .param(network.source())
                .param(network.vlan().orElse(null))
                .query(NetworkTable::view)
                .list();
    }

    /** @throws Conflict if another has its name */
    void insert(NetworkView network) {
        try {
            jdbc.sql("insert into network (id, name, description, kind, source, vlan, subnet, filtered, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(network.id().value())
                    .param(network.name())
                    .param(network.description())
                    .param(network.kind().name())
                    .param(network.source())
                    .param(network.vlan().orElse(null))
                    .param(network.subnet().orElse(null))
                    .param(network.filtered())
                    .param(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(network.name(), e);
        }
    }

    /** @throws Conflict if another has its name */
    void update(NetworkView network) {
        try {
            jdbc.sql("update network set name = ?, description = ?, kind = ?, source = ?, vlan = ?, subnet = ?,"
                            + " filtered = ? where id = ?")
                    .param(network.name())
                    .param(network.description())
                    .param(network.kind().name())
                    .param(network.source())
                    .param(network.vlan().orElse(null))
                    .param(network.subnet().orElse(null))
                    .param(network.filtered())
                    .param(network.id().value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(network.name(), e);
        }
    }

    void delete(NetworkId network) {
        jdbc.sql("delete from network where id = ?").param(network.value()).update();
    }

    List<TenantId> tenants(NetworkId network) {
        return jdbc.sql("select t.id from network_tenant n join tenant t on t.id = n.tenant_id"
                        + " where n.network_id = ? order by t.name")
                .param(network.value())
                .query((row, n) -> new TenantId(row.getObject(1, UUID.class)))
                .list();
    }

    void restrict(NetworkId network, Set<TenantId> tenants) {
        jdbc.sql("update network set restricted = ? where id = ?")
                .params(!tenants.isEmpty(), network.value())
                .update();
        jdbc.sql("delete from network_tenant where network_id = ?")
                .param(network.value())
                .update();
        for (var tenant : tenants) {
            add(network, tenant);
        }
    }

    private void add(NetworkId network, TenantId tenant) {
        try {
            jdbc.sql("insert into network_tenant (network_id, tenant_id) values (?, ?)")
                    .params(network.value(), tenant.value())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new InvalidRequest(
                    "no-such-tenant", "tenants", "There is no tenant " + tenant + ". Nothing was changed.");
        }
    }

    private Optional<NetworkView> one(String query, NetworkId id) {
        return jdbc.sql(query).param(id.value()).query(NetworkTable::view).optional();
    }

    private static Conflict nameTaken(String name, DuplicateKeyException cause) {
        return new Conflict(
                "network-name-taken",
                "There is a network named " + name + " already. Choose another name, or change that one.",
                null,
                cause);
    }

    private static NetworkView view(ResultSet row, int n) throws SQLException {
        return new NetworkView(
                new NetworkId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                NetworkKind.valueOf(row.getString("kind")),
                row.getString("source"),
                Optional.ofNullable(row.getObject("vlan", Integer.class)),
                Optional.ofNullable(row.getString("subnet")),
                row.getBoolean("filtered"),
                row.getBoolean("restricted"));
    }
}
