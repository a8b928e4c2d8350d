package dev.slipway.storage;

import dev.slipway.hypervisor.PoolSpec;
import dev.slipway.hypervisor.PoolState;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.PoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pools as they were last seen. */
@Component
class PoolRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    record Row(PoolId id, HostId host, PoolState seen, PoolStanding standing, Instant since) {}

    PoolRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Row> on(HostId host) {
        return jdbc.sql("select * from host_pool where host_id = ? order by name")
                .param(host.value())
                .query(PoolRows::row)
                .list();
    }

    Optional<Row> find(PoolId pool) {
        return jdbc.sql("select * from host_pool where id = ?")
                .param(pool.value())
                .query(PoolRows::row)
                .optional();
    }

    /** False if the host has a pool of that name already. */
    boolean begin(PoolId id, HostId host, PoolSpec spec) {
        return jdbc.sql(
                                "insert ignore into host_pool (id, host_id, name, type, path, state, capacity_mib,"
                                        + " allocated_mib, available_mib, changed_at) values (?, ?, ?, '', ?, 'MAKING', 0, 0, 0, ?)")
                        .params(id.value(), host.value(), spec.name(), spec.path(), now())
                        .update()
                == 1;
    }

    /** One that is being made is its operation's to write. @return whether that is news */
    boolean put(HostId host, PoolState seen) {
        var state = (seen.active() ? PoolStanding.ACTIVE : PoolStanding.STOPPED).name();
        int rows = jdbc.sql("""
            update host_pool set type = :type, path = :path, state = :state, capacity_mib = :capacity,
                allocated_mib = :allocated, available_mib = :available,
                changed_at = if(state = :state, changed_at, :now)
            where host_id = :host and name = :name and state <> 'MAKING'
                and not (type = :type and path = :path and state = :state and capacity_mib = :capacity
                    and allocated_mib = :allocated and available_mib = :available)\
            """)
                .param("type", seen.type())
                .param("path", seen.path())
                .param("state", state)
                .param("capacity", seen.capacityMib())
                .param("allocated", seen.allocatedMib())
                .param("available", seen.availableMib())
                .param("now", now())
                .param("host", host.value())
                .param("name", seen.name())
                .update();
        if (rows > 0) {
            return true;
        }
        return jdbc.sql("insert ignore into host_pool (id, host_id, name, type, path, state, capacity_mib,"
                                + " allocated_mib, available_mib, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                UUID.randomUUID(),
                                host.value(),
                                seen.name(),
                                seen.type(),
                                seen.path(),
                                state,
                                seen.capacityMib(),
                                seen.allocatedMib(),
                                seen.availableMib(),
                                now())
                        .update()
                > 0;
    }

    /** It is made: what is seen of it counts from now on. */
    void made(PoolId pool) {
        jdbc.sql("update host_pool set state = 'STOPPED' where id = ? and state = 'MAKING'")
                .param(pool.value())
                .update();
    }

    /** @return whether that is news */
    boolean gone(PoolId pool) {
        return jdbc.sql("update host_pool set state = 'GONE', capacity_mib = 0, allocated_mib = 0, available_mib = 0,"
                                + " changed_at = ? where id = ? and state not in ('MAKING', 'GONE')")
                        .params(now(), pool.value())
                        .update()
                == 1;
    }

    void remove(PoolId pool) {
        jdbc.sql("delete from host_pool where id = ?").param(pool.value()).update();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var standing = PoolStanding.valueOf(row.getString("state"));
        return new Row(
                new PoolId(row.getObject("id", UUID.class)),
                new HostId(row.getObject("host_id", UUID.class)),
                new PoolState(
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("path"),
                        standing == PoolStanding.ACTIVE,
                        row.getLong("capacity_mib"),
                        row.getLong("allocated_mib"),
                        row.getLong("available_mib")),
                standing,
                row.getObject("changed_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
