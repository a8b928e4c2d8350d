package dev.slipway.vm.backup;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.moment;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.work.Slots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code vm_backup} and {@code vm_from_backup}. */
@Component
class BackupRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Slots slots;

    BackupRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.slots = new Slots(jdbc, "vm_backup");
    }

    void add(BackupRow backup) {
        jdbc.sql(
                        "insert into vm_backup (id, vm_id, vm_name, tenant_id, project_id, made_by, created_at, state, facts, live)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        backup.id().value(),
                        backup.vm().value(),
                        backup.vmName(),
                        backup.tenant().value(),
                        backup.project().value(),
                        backup.madeBy(),
                        utc(backup.createdAt()),
                        backup.state().name(),
                        JSON.writeValueAsString(backup.facts()),
                        backup.live())
                .update();
    }

    Optional<BackupRow> find(BackupId backup) {
        return jdbc.sql("select * from vm_backup where id = ?")
                .param(backup.value())
                .query(BackupRows::row)
                .optional();
    }

    BackupRow require(BackupId backup) {
        return find(backup).orElseThrow(() -> NotFound.of(BackupLookup.NOUN));
    }

    /** Not deleted until the transaction ends. */
    void hold(BackupId backup) {
        var held = jdbc.sql("select id from vm_backup where id = ? for update")
                .param(backup.value())
                .query(UUID.class)
                .optional();
        if (held.isEmpty()) {
            throw NotFound.of(BackupLookup.NOUN);
        }
    }

    /** The newest first; those of a VM that has moved on from another project stay with that. */
    List<BackupRow> of(VmId vm, ProjectId project) {
        return jdbc.sql("select * from vm_backup where vm_id = ? and project_id = ? order by created_at desc, id")
                .params(vm.value(), project.value())
                .query(BackupRows::row)
                .list();
    }

    /** The newest first. */
    List<BackupRow> in(ProjectId project) {
        return jdbc.sql("select * from vm_backup where project_id = ? order by created_at desc, id")
                .param(project.value())
                .query(BackupRows::row)
                .list();
    }

    /** Nobody else begins one in the project until the transaction ends. @return how many it has */
    long lockAndCount(ProjectId project) {
        jdbc.sql("select id from project where id = ? for update")
                .param(project.value())
                .query(UUID.class)
                .optional();
        return jdbc.sql("select count(*) from vm_backup where project_id = ?")
                .param(project.value())
                .query(Long.class)
                .single();
    }

    long count(TenantId tenant, Optional<ProjectId> project) {
        return jdbc.sql("select count(*) from vm_backup where tenant_id = :tenant"
                        + " and (:project is null or project_id = :project)")
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null))
                .query(Long.class)
                .single();
    }

    boolean takeSlot(BackupId backup, int atOnce) {
        return slots.take(backup.value(), atOnce);
    }

    void leaveSlot(BackupId backup) {
        slots.leave(backup.value());
    }

    void looked(UUID backup, boolean hasBase) {
        jdbc.sql("update vm_backup set has_base = ? where id = ?")
                .params(hasBase, backup)
                .update();
    }

    void taken(UUID backup, boolean quiet) {
        jdbc.sql("update vm_backup set quiet = ? where id = ?")
                .params(quiet, backup)
                .update();
    }

    void stored(BackupId backup, BackupView.KeptFile file) {
        jdbc.sql("update vm_backup set file_bytes = ?, sha256 = ? where id = ?")
                .params(file.bytes(), file.sha256(), backup.value())
                .update();
    }

    void ready(BackupId backup) {
        jdbc.sql("update vm_backup set state = 'READY', slot = null where id = ?")
                .param(backup.value())
                .update();
    }

    void checked(BackupId backup, boolean whole) {
        jdbc.sql("update vm_backup set checked_at = ?, broken = ? where id = ?")
                .params(utc(clock.instant()), !whole, backup.value())
                .update();
    }

    /** @return false if it is still being made, is being restored, or is not there */
    boolean removeUnused(BackupId backup) {
        return 1
                == jdbc.sql(
                                "delete from vm_backup where id = :id and state = 'READY' and not exists"
                                        + " (select 1 from vm_from_backup f join vm v on v.id = f.vm_id"
                                        + " where f.backup_id = :id and v.lifecycle = 'LAUNCHING') and not exists"
                                        + " (select 1 from vm w where w.id = vm_backup.vm_id and w.under_way = 'RESTORE_BACKUP')")
                        .param("id", backup.value())
                        .update();
    }

    void remove(BackupId backup) {
        jdbc.sql("delete from vm_backup where id = ?").param(backup.value()).update();
    }

    void becomes(BackupId backup, VmId vm) {
        jdbc.sql("insert into vm_from_backup (vm_id, backup_id) values (?, ?)")
                .params(vm.value(), backup.value())
                .update();
    }

    /** Of which a VM is being made. */
    Optional<BackupRow> becoming(VmId vm) {
        return jdbc.sql("select b.* from vm_from_backup f join vm_backup b on b.id = f.backup_id where f.vm_id = ?")
                .param(vm.value())
                .query(BackupRows::row)
                .optional();
    }

    private static BackupRow row(ResultSet row, int n) throws SQLException {
        var sha256 = Optional.ofNullable(row.getString("sha256"));
        long bytes = row.getLong("file_bytes");
        return new BackupRow(
                new BackupId(uuid(row, "id")),
                new VmId(uuid(row, "vm_id")),
                row.getString("vm_name"),
                new TenantId(uuid(row, "tenant_id")),
                new ProjectId(uuid(row, "project_id")),
                row.getString("made_by"),
                instant(row, "created_at"),
                BackupState.valueOf(row.getString("state")),
                JSON.readValue(row.getString("facts"), BackedUp.class),
                row.getBoolean("live"),
                row.getBoolean("quiet"),
                Optional.ofNullable(row.getObject("has_base", Boolean.class)),
                sha256.map(hex -> new BackupView.KeptFile(bytes, hex)),
                moment(row, "checked_at"),
                row.getBoolean("broken"));
    }
}
