package dev.slipway.vm.fleet;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.placement.Commitment;
import dev.slipway.placement.Placements;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.state.VmRowMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All hosts and what is on them. For those who see hosts; no host is asked. */
@Service
@Transactional(readOnly = true)
public class Fleet {
    private static final Count NONE = new Count(0, 0);

    private final Hosts hosts;
    private final Placements placements;
    private final Operations operations;
    private final JdbcClient jdbc;

    Fleet(Hosts hosts, Placements placements, Operations operations, JdbcClient jdbc) {
        this.hosts = hosts;
        this.placements = placements;
        this.operations = operations;
        this.jdbc = jdbc;
    }

    private record Count(int vms, int running) {}

    /** By name. */
    public List<HostLoad> list(Actor actor) {
        var commitments = placements.commitments(actor);
        var counts = counts("host_id is not null");
        return hosts.list(actor).stream()
                .filter(host -> commitments.containsKey(host.id()))
                .map(host ->
                        load(host, requireNonNull(commitments.get(host.id())), counts.getOrDefault(host.id(), NONE)))
                .toList();
    }

    /** @throws dev.slipway.kernel.NotFound if there is none, or the actor may not know */
    public HostLoad get(HostId host, Actor actor) {
        return load(
                hosts.get(host, actor),
                placements.commitment(host, actor),
                counts("host_id = ?", host.value()).getOrDefault(host, NONE));
    }

    /** By name. */
    public Page<HostedVm> vms(HostId host, Pageable page, Actor actor) {
        hosts.get(host, actor);
        actor.require(Permission.VM_READ, Scope.PLATFORM);
        long total = jdbc.sql("select count(*) from vm where host_id = ?")
                .param(host.value())
                .query(Long.class)
                .single();
        var shown = jdbc.sql(
                        "select id, name, tenant_name, project_name, owner_name, status, vcpus, memory_mib, disk_mib"
                                + " from vm where host_id = ? order by name, id limit ? offset ?")
                .params(host.value(), page.getPageSize(), page.getOffset())
                .query((row, n) -> new HostedVm(
                        new VmId(VmRowMapper.uuid(row, "id")),
                        row.getString("name"),
                        row.getString("tenant_name"),
                        row.getString("project_name"),
                        row.getString("owner_name"),
                        VmStatus.valueOf(row.getString("status")),
                        new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib"))))
                .list();
        return new PageImpl<>(shown, page, total);
    }

    /** What is and was done with a host and the VMs that are there now, the newest first. */
    public Page<OperationView> operations(HostId host, Pageable page, Actor actor) {
        hosts.get(host, actor);
        var targets = new ArrayList<>(jdbc.sql("select id from vm where host_id = ?")
                .param(host.value())
                .query(UUID.class)
                .list());
        targets.add(host.value());
        return operations.ofTargets(targets, page, actor);
    }

    private static HostLoad load(HostView host, Commitment commitment, Count count) {
        return new HostLoad(
                host, commitment.promised(), commitment.most(), count.vms(), count.running(), commitment.storage());
    }

    private Map<HostId, Count> counts(String which, Object... parameters) {
        var counts = new HashMap<HostId, Count>();
        jdbc.sql("select host_id, count(*) as vms, sum(status in ('RUNNING', 'IN_RESCUE')) as running from vm where "
                        + which + " group by host_id")
                .params(parameters)
                .query(row -> {
                    counts.put(
                            new HostId(row.getObject("host_id", UUID.class)),
                            new Count(row.getInt("vms"), row.getInt("running")));
                });
        return counts;
    }
}
