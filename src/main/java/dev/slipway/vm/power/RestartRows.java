package dev.slipway.vm.power;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRowMapper;
import dev.slipway.vm.work.PowerRows;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** VMs that are to be started again. Written under the lock of the VM's row. */
@Component
class RestartRows {
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;

    RestartRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param tries how often in a row it was started again */
    record Due(VmId vm, int tries, String note) {}

    void policy(VmId vm, RestartPolicy policy) {
        jdbc.sql("update vm set restart_policy = ? where id = ?")
                .params(policy.name(), vm.value())
                .update();
    }

    int tries(VmId vm) {
        return jdbc.sql("select tries from vm_restart where vm_id = ?")
                .param(vm.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** @param due empty if it is not started any more */
    void put(VmId vm, int tries, Optional<Instant> due, String note) {
        jdbc.sql(
                        "insert into vm_restart (vm_id, tries, due_at, note) values (?, ?, ?, ?)"
                                + " on duplicate key update tries = values(tries), due_at = values(due_at), note = values(note)")
                .params(Arrays.asList(
                        vm.value(), tries, due.map(VmRowMapper::utc).orElse(null), note))
                .update();
    }

    void forget(VmId vm) {
        jdbc.sql("delete from vm_restart where vm_id = ?").param(vm.value()).update();
    }

    /** Those that are off and wanted on, on hosts that answer; some at a time. */
    List<Due> due(Instant now) {
        return jdbc.sql("select r.vm_id, r.tries, r.note from vm_restart r join vm v on v.id = r.vm_id"
                        + " where r.due_at <= ? and v.restart_policy = 'ON_FAILURE' and v.lifecycle = 'READY'"
                        + " and v.under_way is null and v.wanted_power = 'ON' and v.observed_power in ('OFF', 'CRASHED')"
                        + " and v.host_silent_since is null order by r.due_at limit " + AT_ONCE)
                .param(utc(now))
                .query((rs, n) -> new Due(new VmId(uuid(rs, "vm_id")), rs.getInt("tries"), rs.getString("note")))
                .list();
    }

    void note(VmId vm, String note) {
        jdbc.sql("update vm set power_note = ? where id = ?")
                .params(PowerRows.cut(note), vm.value())
                .update();
    }
}
