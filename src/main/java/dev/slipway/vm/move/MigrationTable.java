package dev.slipway.vm.move;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is on the way from where to where, and what was left behind that could not be removed yet. */
@Component
public class MigrationTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    /** A volume that nobody needs any more. */
    public record Leftover(HostId host, VolumeRef volume, VmId vm) {}

    MigrationTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void begin(VmId vm, HostId from, HostId to, boolean live) {
        jdbc.sql("insert into vm_migration (vm_id, from_host, to_host, live) values (?, ?, ?, ?)")
                .params(vm.value(), from.value(), to.value(), live)
                .update();
    }

    Optional<Migration> find(VmId vm) {
        return jdbc.sql("select * from vm_migration where vm_id = ?")
                .param(vm.value())
                .query((rs, n) -> new Migration(
                        vm,
                        new HostId(uuid(rs, "from_host")),
                        new HostId(uuid(rs, "to_host")),
                        rs.getBoolean("live"),
                        Optional.ofNullable(rs.getObject("shared_storage", Boolean.class))))
                .optional();
    }

    /** VMs that are between this host and another one. */
    public Set<UUID> passing(HostId host) {
        return jdbc.sql("select vm_id from vm_migration where from_host = :host or to_host = :host")
                .param("host", host.value())
                .query((rs, n) -> rs.getObject(1, UUID.class))
                .set();
    }

    void shared(VmId vm, boolean shared) {
        jdbc.sql("update vm_migration set shared_storage = ? where vm_id = ?")
                .params(shared, vm.value())
                .update();
    }

    void end(VmId vm) {
        jdbc.sql("delete from vm_migration where vm_id = ?").param(vm.value()).update();
    }

    public void leave(Leftover leftover) {
        jdbc.sql("insert ignore into vm_leftover (host_id, pool, volume, vm_id, since) values (?, ?, ?, ?, ?)")
                .params(
                        leftover.host().value(),
                        leftover.volume().pool(),
                        leftover.volume().name(),
                        leftover.vm().value(),
                        utc(clock.instant()))
                .update();
    }

    public List<Leftover> leftovers(HostId host) {
        return jdbc.sql("select * from vm_leftover where host_id = ?")
                .param(host.value())
                .query((rs, n) -> new Leftover(
                        host, new VolumeRef(rs.getString("pool"), rs.getString("volume")), new VmId(uuid(rs, "vm_id"))))
                .list();
    }

    public Set<HostId> hostsWithLeftovers() {
        return jdbc.sql("select distinct host_id from vm_leftover")
                .query((rs, n) -> new HostId(rs.getObject(1, UUID.class)))
                .set();
    }

    /** Hosts that have something left of this VM. */
    public Set<HostId> hostsWithLeftovers(VmId vm) {
        return jdbc.sql("select host_id from vm_leftover where vm_id = ?")
                .param(vm.value())
                .query((rs, n) -> new HostId(rs.getObject(1, UUID.class)))
                .set();
    }

    public void removed(Leftover leftover) {
        jdbc.sql("delete from vm_leftover where host_id = ? and pool = ? and volume = ?")
                .params(
                        leftover.host().value(),
                        leftover.volume().pool(),
                        leftover.volume().name())
                .update();
    }
}
