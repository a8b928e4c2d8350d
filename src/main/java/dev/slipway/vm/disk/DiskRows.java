package dev.slipway.vm.disk;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.disk.DiskRow.Plug;
import dev.slipway.vm.disk.DiskView.AttachedTo;
import dev.slipway.vm.state.VmRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Disks by the books. One that is attached, or on its way to or from a VM, is written by whoever holds that VM. */
@Component
public class DiskRows {
    private static final String SELECT = """
        select d.*, t.name as tenant_name, p.name as project_name, v.name as vm_name,
               coalesce(u.name, '') as owner_name
        from disk d join tenant t on t.id = d.tenant_id join project p on p.id = d.project_id
             left join user_account u on u.id = d.owner_id left join vm v on v.id = d.vm_id
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DiskRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<DiskRow> find(DiskId disk) {
        return jdbc.sql(SELECT + " where d.id = ?")
                .param(disk.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    Optional<DiskRow> lock(DiskId disk) {
        return jdbc.sql("select id from disk where id = ? for update")
                .param(disk.value())
                .query(UUID.class)
                .optional()
                .flatMap(there -> find(disk));
    }

    DiskRow require(DiskId disk) {
        return find(disk).orElseThrow(() -> NotFound.of("disk"));
    }

    /** By name. */
    List<DiskRow> in(ProjectId project) {
        return jdbc.sql(SELECT + " where d.project_id = ? order by d.name, d.id")
                .param(project.value())
                .query((row, n) -> row(row))
                .list();
    }

    /** Whatever their state, by their slots. */
    public List<DiskRow> of(VmId vm) {
        return jdbc.sql(SELECT + " where d.vm_id = ? order by d.slot")
                .param(vm.value())
                .query((row, n) -> row(row))
                .list();
    }

    /** What the VM is to be defined with. */
    public List<DataDisk> inDefinition(VmId vm) {
        return of(vm).stream()
                .filter(disk -> disk.state().isInDefinition())
                .map(DiskRow::dataDisk)
                .toList();
    }

    List<DiskRow> on(HostId host) {
        return jdbc.sql(SELECT + " where d.host_id = ? order by d.id")
                .param(host.value())
                .query((row, n) -> row(row))
                .list();
    }

    /** What is there of a project and ready, by name. */
    List<AttachedTo> vms(ProjectId project, HostId host) {
        return jdbc.sql("select id, name from vm where project_id = ? and host_id = ? and lifecycle = 'READY'"
                        + " and warm_pool_id is null and image_version_id is not null order by name, id")
                .params(project.value(), host.value())
                .query((row, n) -> new AttachedTo(new VmId(uuid(row, "id")), row.getString("name")))
                .list();
    }

    long count(TenantId tenant, Optional<ProjectId> project) {
        return jdbc.sql("select count(*) from disk where tenant_id = :tenant"
                        + " and (:project is null or project_id = :project)")
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null))
                .query(Long.class)
                .single();
    }

    private static DiskRow row(ResultSet row) throws SQLException {
        var vm = Optional.ofNullable(row.getString("vm_id")).map(VmId::parse);
        var slot = row.getInt("slot");
        var vmName = row.getString("vm_name");
        return new DiskRow(
                new DiskId(uuid(row, "id")),
                row.getString("name"),
                new VmRow.Owner(
                        new TenantId(uuid(row, "tenant_id")),
                        row.getString("tenant_name"),
                        new ProjectId(uuid(row, "project_id")),
                        row.getString("project_name"),
                        new UserId(uuid(row, "owner_id")),
                        row.getString("owner_name")),
                Optional.ofNullable(row.getString("host_id")).map(HostId::parse),
                row.getString("pool"),
                row.getLong("size_mib"),
                DiskState.valueOf(row.getString("state")),
                vm.map(id -> new Plug(id, vmName, slot)),
                Optional.ofNullable(row.getString("note")),
                instant(row, "created_at"));
    }

    /** The first that is free on a VM; empty if none is. The caller holds the VM. */
    OptionalInt freeSlot(VmId vm) {
        var taken = of(vm).stream()
                .flatMap(disk -> disk.plug().stream())
                .map(Plug::slot)
                .toList();
        return IntStream.range(0, DataDisk.MOST)
                .filter(slot -> !taken.contains(slot))
                .findFirst();
    }

    /** One that is being made for a VM, on the host that it is on. @throws Conflict {@code disk-name-taken} */
    void add(DiskId id, DiskName name, VmRow vm, String pool, DiskSize size, int slot) {
        try {
            jdbc.sql(
                            "insert into disk (id, name, tenant_id, project_id, owner_id, host_id, pool, size_mib, state, vm_id,"
                                    + " slot, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'CREATING', ?, ?, ?)")
                    .params(
                            id.value(),
                            name.value(),
                            vm.owner().tenant().value(),
                            vm.owner().project().value(),
                            vm.owner().user().value(),
                            vm.host().orElseThrow().value(),
                            pool,
                            size.mib(),
                            vm.id().value(),
                            slot,
                            utc(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "disk-name-taken",
                    "There is a disk named " + name.value() + " in this project already. Choose another name.",
                    null,
                    e);
        }
    }

    /** @return false if it is not in a state from which it becomes that */
    boolean become(DiskId disk, DiskState state) {
        return 1
                == jdbc.sql("update disk set state = :state where id = :id and state in (:from)")
                        .param("state", state.name())
                        .param("id", disk.value())
                        .param("from", from(state))
                        .update();
    }

    /** @return false if it is attached, or not ready, by now */
    boolean plug(DiskId disk, VmId vm, int slot) {
        return 1
                == jdbc.sql("update disk set state = 'ATTACHING', vm_id = ?, slot = ?, note = null"
                                + " where id = ? and state = 'READY' and vm_id is null")
                        .params(vm.value(), slot, disk.value())
                        .update();
    }

    /** Ready, and attached to nothing. */
    void unplugged(DiskId disk) {
        jdbc.sql("update disk set state = 'READY', vm_id = null, slot = null, note = null where id = ?")
                .param(disk.value())
                .update();
    }

    /** @return false if it is attached by now, or not in a state from which it is deleted */
    boolean deleting(DiskId disk) {
        return 1
                == jdbc.sql("update disk set state = 'DELETING' where id = :id and vm_id is null and state in (:from)")
                        .param("id", disk.value())
                        .param("from", from(DiskState.DELETING))
                        .update();
    }

    /** The record stays; it is on no host, and attached to nothing. */
    void lost(DiskId disk) {
        jdbc.sql("update disk set state = 'LOST', host_id = null, vm_id = null, slot = null, note = null where id = ?")
                .param(disk.value())
                .update();
    }

    void hasSize(DiskId disk, long mib) {
        jdbc.sql("update disk set size_mib = ? where id = ?")
                .params(mib, disk.value())
                .update();
    }

    void note(DiskId disk, Optional<String> note) {
        jdbc.sql("update disk set note = ? where id = ?")
                .params(Arrays.asList(note.orElse(null), disk.value()))
                .update();
    }

    /** @throws Conflict {@code disk-name-taken} if there is one of that name */
    void give(DiskRow disk, VmRow.Owner to) {
        try {
            jdbc.sql("update disk set tenant_id = ?, project_id = ?, owner_id = ? where id = ?")
                    .params(
                            to.tenant().value(),
                            to.project().value(),
                            to.user().value(),
                            disk.id().value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "disk-name-taken",
                    "Its disk " + disk.name()
                            + " would come along, and there is one of that name there already. Detach it"
                            + " first, or delete the other one.",
                    null,
                    e);
        }
    }

    void remove(DiskId disk) {
        jdbc.sql("delete from disk where id = ?").param(disk.value()).update();
    }

    private static List<String> from(DiskState state) {
        return Arrays.stream(DiskState.values())
                .filter(s -> s.canBecome(state))
                .map(Enum::name)
                .toList();
    }
}
