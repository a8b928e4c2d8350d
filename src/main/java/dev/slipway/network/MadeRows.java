package dev.slipway.network;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NetworkId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code network_on_host}: what the portal has made on hosts, also while it waits to be removed there. */
@Component
class MadeRows {
    private static final int LONGEST = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    MadeRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record State(boolean ready, Optional<String> trouble) {}

    Map<NetworkId, State> on(HostId host) {
        var rows = new HashMap<NetworkId, State>();
        jdbc.sql("select network_id, ready, trouble from network_on_host where host_id = ?")
                .param(host.value())
                .query(row -> {
                    rows.put(
                            new NetworkId(row.getObject("network_id", UUID.class)),
                            new State(row.getBoolean("ready"), Optional.ofNullable(row.getString("trouble"))));
                });
        return rows;
    }

    Map<HostId, String> troubles(NetworkId network) {
        var rows = new HashMap<HostId, String>();
        jdbc.sql("select host_id, trouble from network_on_host where network_id = ? and trouble is not null")
                .param(network.value())
                .query(row -> {
                    rows.put(new HostId(row.getObject("host_id", UUID.class)), row.getString("trouble"));
                });
        return rows;
    }

    void keep(HostId host, NetworkId network, State state) {
        jdbc.sql("insert into network_on_host (host_id, network_id, ready, trouble, changed_at) values (?, ?, ?, ?, ?)"
                        + " on duplicate key update ready = value(ready), trouble = value(trouble),"
                        + " changed_at = value(changed_at)")
                .param(host.value())
                .param(network.value())
                .param(state.ready())
                .param(state.trouble()
                        .map(text -> text.substring(0, Math.min(LONGEST, text.length())))
                        .orElse(null))
                .param(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    void forget(HostId host, NetworkId network) {
        jdbc.sql("delete from network_on_host where host_id = ? and network_id = ?")
                .params(host.value(), network.value())
                .update();
    }
}
