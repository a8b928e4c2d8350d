package dev.slipway.vm.lost;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What may still lie on hosts that were given up: noted when a VM leaves such a host, taken away when it answers again. */
@Component
public class Remnants {
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One VM's on one host. */
    record Remnant(HostId host, VmId vm, String name, ProjectId project) {}

    Remnants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** There already is done. */
    public void add(HostId host, VmRow vm) {
        jdbc.sql("insert ignore into vm_remnant (host_id, vm_id, name, project_id, left_at) values (?, ?, ?, ?, ?)")
                .params(
                        host.value(),
                        vm.id().value(),
                        vm.name(),
                        vm.owner().project().value(),
                        utc(clock.instant()))
                .update();
    }

    public List<Remnant> on(HostId host) {
        return jdbc.sql(
                        "select host_id, vm_id, name, project_id from vm_remnant where host_id = ? order by left_at, vm_id")
                .param(host.value())
                .query((row, n) -> new Remnant(
                        new HostId(uuid(row, "host_id")),
                        new VmId(uuid(row, "vm_id")),
                        row.getString("name"),
                        new ProjectId(uuid(row, "project_id"))))
                .list();
    }

    /** Hosts on which something of the VM may lie: it must not come there before that is gone. */
    public Set<HostId> hostsWith(VmId vm) {
        return jdbc.sql("select host_id from vm_remnant where vm_id = ?")
                .param(vm.value())
                .query((row, n) -> new HostId(uuid(row, "host_id")))
                .set();
    }

    /** Those that answer, so that they can be cleaned up. */
    List<HostId> hostsBack() {
        return jdbc.sql("select distinct l.host_id from vm_remnant l join host h on h.id = l.host_id"
                        + " where h.silent_since is null")
                .query((row, n) -> new HostId(uuid(row, "host_id")))
                .list();
    }

    void remove(Remnant remnant) {
        jdbc.sql("delete from vm_remnant where host_id = ? and vm_id = ?")
                .params(remnant.host().value(), remnant.vm().value())
                .update();
    }
}
