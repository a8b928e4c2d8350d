package dev.slipway.host;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.Wiring;
import dev.slipway.hypervisor.Wiring.Wire;
import dev.slipway.kernel.HostId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was last seen that guests can be plugged into; differences are written, so that nothing new costs reads only. */
@Component
class HostWires implements SeenMacs {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_LIST = 2000;

    private final JdbcClient jdbc;

    HostWires(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Wire> of(HostId host) {
        return jdbc.sql("select kind, name, about, ready from host_network where host_id = ? order by kind, name")
                .param(host.value())
                .query((row, n) -> new Wire(
                        NicKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getString("about"),
                        row.getBoolean("ready")))
                .list();
    }

    List<String> interfaces(HostId host) {
        return jdbc
                .sql("select interfaces from host where id = ?")
                .param(host.value())
                .query(String.class)
                .list()
                .stream()
                .filter(text -> !text.isEmpty())
                .flatMap(text -> List.of(text.split(" ")).stream())
                .toList();
    }

    @Override
    public boolean isSeen(String mac) {
        return jdbc.sql("select count(*) from host_mac where mac = ?")
                        .param(mac)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @return whether anything that people see is other than before */
    boolean keep(HostId host, Wiring now) {
        macs(host, now.macs());
        return networks(host, now.networks()) | interfaces(host, now.interfaces());
    }

    private boolean networks(HostId host, List<Wire> seen) {
        var before = new HashSet<>(of(host));
        var now = new HashSet<>(seen.stream()
                .filter(wire -> wire.name().length() <= LONGEST_NAME)
                .toList());
        if (before.equals(now)) {
            return false;
        }
        for (var gone : before) {
            if (!now.contains(gone)) {
                jdbc.sql("delete from host_network where host_id = ? and kind = ? and name = ?")
                        .params(host.value(), gone.kind().name(), gone.name())
                        .update();
            }
        }
        for (var wire : now) {
            if (!before.contains(wire)) {
                jdbc.sql("insert into host_network (host_id, kind, name, about, ready) values (?, ?, ?, ?, ?)"
                                + " on duplicate key update about = value(about), ready = value(ready)")
                        .params(host.value(), wire.kind().name(), wire.name(), wire.about(), wire.ready())
                        .update();
            }
        }
        return true;
    }

    private boolean interfaces(HostId host, List<String> now) {
        var text = String.join(" ", now);
        return jdbc.sql("update host set interfaces = :now where id = :id and interfaces <> :now")
                        .param("now", text.substring(0, Math.min(LONGEST_LIST, text.length())))
                        .param("id", host.value())
                        .update()
                > 0;
    }

    private void macs(HostId host, Set<String> now) {
        var before = jdbc.sql("select mac from host_mac where host_id = ?")
                .param(host.value())
                .query(String.class)
                .set();
        for (var mac : before) {
            if (!now.contains(mac)) {
                jdbc.sql("delete from host_mac where host_id = ? and mac = ?")
                        .params(host.value(), mac)
                        .update();
            }
        }
        for (var mac : now) {
            if (!before.contains(mac) && mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
                jdbc.sql("insert ignore into host_mac (host_id, mac) values (?, ?)")
                        .params(host.value(), mac)
                        .update();
            }
        }
    }
}
