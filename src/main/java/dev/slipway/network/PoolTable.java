package dev.slipway.network;

import dev.slipway.kernel.AddressPoolId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.VmId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code network_pool} and {@code network_address}. */
@Component
class PoolTable {
    private static final String SELECT =
            "select p.*, (select count(*) from network_address a where a.pool_id = p.id) as used"
                    + " from network_pool p where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    PoolTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An address that a VM has. */
    record Taken(IpAddress address, AddressPoolId pool, VmId vm, Instant since) {}

    List<PoolRow> of(NetworkId network) {
        return jdbc.sql(SELECT + "p.network_id = ? order by p.created_at, p.id")
                .param(network.value())
                .query(PoolTable::row)
                .list();
    }

    Optional<PoolRow> find(AddressPoolId pool) {
        return jdbc.sql(SELECT + "p.id = ?")
                .param(pool.value())
                .query(PoolTable::row)
                .optional();
    }

    void insert(AddressPoolId id, NetworkId network, AddressPlan plan) {
        jdbc.sql("insert into network_pool (id, network_id, cidr, gateway, dns, ranges, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .param(id.value())
                .param(network.value())
                .param(plan.subnet().toString())
                .param(plan.gateway().map(IpAddress::toString).orElse(null))
                .param(dns(plan))
                .param(AddressRange.write(plan.ranges()))
                .param(now())
                .update();
    }

    void update(AddressPoolId id, AddressPlan plan) {
        jdbc.sql("update network_pool set gateway = ?, dns = ?, ranges = ? where id = ?")
                .param(plan.gateway().map(IpAddress::toString).orElse(null))
                .param(dns(plan))
                .param(AddressRange.write(plan.ranges()))
                .param(id.value())
                .update();
    }

    void delete(AddressPoolId pool) {
        jdbc.sql("delete from network_pool where id = ?").param(pool.value()).update();
    }

    void deleteAll(NetworkId network) {
        jdbc.sql("delete from network_pool where network_id = ?")
                .param(network.value())
                .update();
    }

    /** @return false if somebody else has it */
    boolean take(PoolRow pool, IpAddress address, VmId vm) {
        try {
            jdbc.sql(
                            "insert into network_address (network_id, address, pool_id, vm_id, taken_at) values (?, ?, ?, ?, ?)")
                    .params(
                            pool.network().value(),
                            address.toString(),
                            pool.id().value(),
                            vm.value(),
                            now())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    void release(VmId vm) {
        jdbc.sql("delete from network_address where vm_id = ?")
                .param(vm.value())
                .update();
    }

    Set<String> takenAmong(NetworkId network, Collection<IpAddress> addresses) {
        return jdbc.sql("select address from network_address where network_id = :network and address in (:addresses)")
                .param("network", network.value())
                .param("addresses", addresses.stream().map(IpAddress::toString).toList())
                .query(String.class)
                .set();
    }

    Set<IpAddress> taken(AddressPoolId pool) {
        return jdbc
                .sql("select address from network_address where pool_id = ?")
                .param(pool.value())
                .query(String.class)
                .stream()
                .map(text -> IpAddress.parse(text, "address"))
                .collect(Collectors.toSet());
    }

    /** In the order of the numbers. */
    List<Taken> taken(NetworkId network) {
        return taken("network_id", network.value()).stream()
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
    }

    List<Taken> of(VmId vm) {
        return taken("vm_id", vm.value()).stream()
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
    }

    private List<Taken> taken(String column, UUID value) {
        return jdbc.sql("select * from network_address where " + column + " = ?")
                .param(value)
                .query((row, n) -> new Taken(
                        IpAddress.parse(row.getString("address"), "address"),
                        new AddressPoolId(row.getObject("pool_id", UUID.class)),
                        new VmId(row.getObject("vm_id", UUID.class)),
                        row.getObject("taken_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .list();
    }

    private static PoolRow row(ResultSet row, int n) throws SQLException {
        return new PoolRow(
                new AddressPoolId(row.getObject("id", UUID.class)),
                new NetworkId(row.getObject("network_id", UUID.class)),
                new PoolDraft(
                                row.getString("cidr"),
                                Optional.ofNullable(row.getString("gateway")),
                                row.getString("dns"),
                                row.getString("ranges"))
                        .plan(),
                row.getLong("used"));
    }

    private static String dns(AddressPlan plan) {
        return plan.dns().stream().map(IpAddress::toString).collect(Collectors.joining(" "));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
