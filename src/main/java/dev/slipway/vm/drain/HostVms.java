package dev.slipway.vm.drain;

import dev.slipway.kernel.HostId;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRowMapper;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is on a host, or on its way there. */
@Component
class HostVms {
    private final JdbcClient jdbc;
    private final VmRowMapper mapper = new VmRowMapper();

    HostVms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Running ones first, then by name. */
    List<VmRow> on(HostId host) {
        return jdbc
                .sql(VmRowMapper.SELECT + " where v.host_id = ? order by v.name, v.id")
                .param(host.value())
                .query(mapper)
                .list()
                .stream()
                .sorted(Comparator.comparing(
                        (VmRow vm) -> !vm.power().observed().isOn()))
                .toList();
    }

    /** Moves that were under way to this host before it was closed. */
    long comingTo(HostId host) {
        return jdbc.sql("select count(*) from vm_migration where to_host = ?")
                .param(host.value())
                .query(Long.class)
                .single();
    }
}
