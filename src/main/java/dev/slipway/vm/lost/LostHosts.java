package dev.slipway.vm.lost;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.lost.LossOfHost.LostVm;
import dev.slipway.vm.state.VmRowMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hosts that will not come back. For administrators. */
@Service
public class LostHosts {
    private final Hosts hosts;
    private final Operations operations;
    private final JdbcClient jdbc;

    LostHosts(Hosts hosts, Operations operations, JdbcClient jdbc) {
        this.hosts = hosts;
        this.operations = operations;
        this.jdbc = jdbc;
    }

    /** What giving it up would come to right now. */
    @Transactional(readOnly = true)
    public LossOfHost consequences(HostId host, Actor actor) {
        var view = hosts.get(host, actor);
        return new LossOfHost(view.name(), view.state(), view.lastSeen(), vms(host), disks(host));
    }

    /**
     * Ends all that waits for a host that does not answer, as if it were done there; loses its VMs, and gives back what they
     * are charged. Launches are tried on other hosts. If the host answers before the end, what is not lost yet stays; if
     * later, what lies there of VMs that were lost is removed.
     *
     * @throws dev.slipway.kernel.Conflict {@code host-answers}, or {@code busy} if something else is done with the host
     */
    @Audited("host.give-up")
    @RetriesLostRaces
    @Transactional
    public OperationId giveUp(HostId host, Actor actor) {
        var view = hosts.giveUp(host, actor);
        return operations.submit(
                new OperationRequest(GiveUpHost.KIND, "host", host.value(), view.name(), Scope.PLATFORM, Map.of()),
                actor);
    }

    private List<Long> disks(HostId host) {
        return jdbc.sql("select size_mib from disk where host_id = ?")
                .param(host.value())
                .query(Long.class)
                .list();
    }

    private List<LostVm> vms(HostId host) {
        var busy = jdbc.sql("select v.id from vm v join operation o on o.active_target = v.id where v.host_id = ?")
                .param(host.value())
                .query((row, n) -> VmRowMapper.uuid(row, "id"))
                .set();
        return jdbc.sql("select id, name, tenant_name, project_name, status, vcpus, memory_mib, disk_mib from vm"
                        + " where host_id = ? order by name, id")
                .param(host.value())
                .query((row, n) -> {
                    UUID id = VmRowMapper.uuid(row, "id");
                    return new LostVm(
                            id,
                            row.getString("name"),
                            row.getString("tenant_name"),
                            row.getString("project_name"),
                            VmStatus.valueOf(row.getString("status")),
                            busy.contains(id),
                            new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib")));
                })
                .list();
    }
}
