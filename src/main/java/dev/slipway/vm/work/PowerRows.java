package dev.slipway.vm.work;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmRowMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was observed of VMs, in their rows. Written only when it differs: looks are many, changes are few. */
@Component
public class PowerRows {
    private static final int LONGEST_NOTE = 500;

    private final JdbcClient jdbc;

    /** As much of a VM as a look at its host needs. */
    public record Known(VmId vm, ProjectId project, ObservedPower power, Instant at, boolean settled, boolean silent) {
        /** Whether a look at its host that shows this has nothing to change. */
        public boolean isAs(ObservedPower seen) {
            return !silent && power == seen;
        }
    }

    /** A running VM whose address may be looked for. */
    public record Running(VmId vm, HostId host, ProjectId project, Instant since, List<String> addresses) {}

    PowerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every VM of the host; {@code settled} if no workflow is at it. */
    public List<Known> onHost(HostId host) {
        return jdbc.sql(
                        "select id, project_id, observed_power, observed_at, lifecycle in ('READY', 'BINNED')"
                                + " and under_way is null as settled, host_silent_since is not null as silent from vm where host_id = ?")
                .param(host.value())
                .query((rs, n) -> new Known(
                        new VmId(uuid(rs, "id")),
                        new ProjectId(uuid(rs, "project_id")),
                        ObservedPower.valueOf(rs.getString("observed_power")),
                        instant(rs, "observed_at"),
                        rs.getBoolean("settled"),
                        rs.getBoolean("silent")))
                .list();
    }

    /** Where these are, as far as they are anywhere. */
    public Set<HostId> hostsOf(Collection<UUID> vms) {
        return jdbc.sql("select distinct host_id from vm where id in (:vms) and host_id is not null")
                .param("vms", vms)
                .query((rs, n) -> new HostId(uuid(rs, "host_id")))
                .set();
    }

    /** Whoever observes later is right. A guest that is off has no address. */
    public void observed(VmId vm, ObservedPower power, Instant at, Optional<String> note) {
        jdbc.sql("update vm set observed_since = if(observed_power = :power, observed_since, :at),"
                        + " observed_power = :power, observed_at = :at, power_note = :note,"
                        + " addresses = if(:on, addresses, ''), host_silent_since = null where id = :vm")
                .param("power", power.name())
                .param("at", utc(at))
                .param("note", note.map(PowerRows::cut).orElse(null))
                .param("on", power.isOn())
                .param("vm", vm.value())
                .update();
    }

    public boolean heardAgain(VmId vm, Instant at) {
        return 1
                == jdbc.sql("update vm set host_silent_since = null where id = ? and host_silent_since < ?")
                        .params(vm.value(), utc(at))
                        .update();
    }

    public boolean silent(VmId vm, Instant since) {
        return 1
                == jdbc.sql("update vm set host_silent_since = ? where id = ? and host_silent_since is null"
                                + " and host_id is not null")
                        .params(utc(since), vm.value())
                        .update();
    }

    /** @param unknownSince only those of which no address is known, or that run since then and have not told of themselves */
    public List<Running> running(Collection<HostId> hosts, Optional<Instant> unknownSince) {
        if (hosts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select id, host_id, project_id, observed_since, addresses from vm"
                        + " where host_id in (:hosts) and lifecycle = 'READY' and observed_power = 'RUNNING'"
                        + " and host_silent_since is null"
                        + (unknownSince.isPresent()
                                ? " and (addresses = '' or observed_since > :since and not exists (select 1 from vm_guest"
                                        + " where vm_id = vm.id and seen_at >= observed_since))"
                                : ""))
                .param("hosts", hosts.stream().map(HostId::value).toList())
                .param("since", unknownSince.map(VmRowMapper::utc).orElse(null))
                .query((rs, n) -> new Running(
                        new VmId(uuid(rs, "id")),
                        new HostId(uuid(rs, "host_id")),
                        new ProjectId(uuid(rs, "project_id")),
                        instant(rs, "observed_since"),
                        VmRowMapper.addresses(rs.getString("addresses"))))
                .list();
    }

    /** False if that is known already, or if it does not run any more. */
    public boolean addresses(VmId vm, List<String> addresses) {
        var column = String.join(" ", addresses);
        return 1
                == jdbc.sql("update vm set addresses = ? where id = ? and addresses <> ? and observed_power ="
                                + " 'RUNNING'")
                        .params(column, vm.value(), column)
                        .update();
    }

    public static String cut(String note) {
        return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
    }
}
