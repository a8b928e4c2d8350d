package dev.slipway.host;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.kernel.HostId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who watches which host: one node each. By the database's clock, so that nodes need not agree on the time. */
@Component
class HostLeases {
    private final JdbcClient jdbc;

    HostLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param wish differs when what was said of the host, or asked for it, has changed */
    record Watched(HostId host, HostConnection connection, String wish, long looksAsked, boolean mine) {}

    /** Takes every host that nobody watches, and keeps those that this node has. */
    void takeAndRenew(String node, Duration lease) {
        long micros = lease.toNanos() / 1000;
        jdbc.sql("""
            update host set watcher = ?, watched_until = utc_timestamp(6) + interval ? microsecond
            where watcher is null or watched_until < utc_timestamp(6)
               or (watcher = ? and watched_until < utc_timestamp(6) + interval ? microsecond)\
            """).params(node, micros, node, micros / 2).update();
    }

    List<Watched> all(String node) {
        return jdbc.sql("""
            select id, uri, credential_id, host_key, looks_asked, watcher <=> ? as mine,
                concat_ws(' ', uri, credential_id, pool_path, forced_acceleration) as wish
            from host\
            """)
                .param(node)
                .query((row, n) -> new Watched(
                        new HostId(row.getObject("id", UUID.class)),
                        HostTable.connection(row),
                        row.getString("wish"),
                        row.getLong("looks_asked"),
                        row.getBoolean("mine")))
                .list();
    }

    void giveBack(String node) {
        jdbc.sql("update host set watcher = null, watched_until = null where watcher = ?")
                .param(node)
                .update();
    }
}
