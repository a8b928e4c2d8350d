package dev.slipway.vm.snapshot;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of VMs, by the books. Written by whoever holds the row of the VM. */
@Component
class SnapshotRows {
    private static final String SELECT = "select s.*, s.tenant_id = v.tenant_id as at_home,"
            + " s.id <=> v.on_snapshot_id as stands_on from vm_snapshot s join vm v on v.id = s.vm_id where s.vm_id = ?";

    private final JdbcClient jdbc;
    private final Clock clock;

    SnapshotRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The oldest first. */
    List<SnapshotView> of(VmId vm) {
        return jdbc.sql(SELECT + " order by s.made_at, s.id")
                .param(vm.value())
                .query((row, n) -> view(row))
                .list();
    }

    SnapshotView require(VmId vm, SnapshotId snapshot) {
        return jdbc.sql(SELECT + " and s.id = ?")
                .params(vm.value(), snapshot.value())
                .query((row, n) -> view(row))
                .optional()
                .orElseThrow(() -> NotFound.of("snapshot"));
    }

    private static SnapshotView view(ResultSet row) throws SQLException {
        return new SnapshotView(
                new SnapshotId(uuid(row, "id")),
                row.getString("name"),
                row.getString("note"),
                Optional.ofNullable(row.getObject("parent_id", UUID.class)).map(SnapshotId::new),
                row.getBoolean("with_memory"),
                SnapshotState.valueOf(row.getString("state")),
                row.getLong("disk_mib"),
                row.getBoolean("at_home") ? Optional.of(row.getString("made_by")) : Optional.empty(),
                instant(row, "made_at"),
                row.getBoolean("stands_on"));
    }

    /** @throws Conflict {@code snapshot-name-taken} */
    void add(VmRow vm, SnapshotId id, SnapshotName name, String note, SnapshotCost cost, String madeBy) {
        try {
            jdbc.sql(
                            "insert into vm_snapshot (id, vm_id, name, note, parent_id, with_memory, state, disk_mib, tenant_id,"
                                    + " made_by, made_at) select ?, v.id, ?, ?, v.on_snapshot_id, ?, 'MAKING', ?, ?, ?, ?"
                                    + " from vm v where v.id = ?")
                    .params(
                            id.value(),
                            name.value(),
                            note,
                            cost.withMemory(),
                            cost.diskMib(),
                            vm.owner().tenant().value(),
                            madeBy,
                            utc(clock.instant()),
                            vm.id().value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "snapshot-name-taken",
                    "This VM has a snapshot named " + name.value() + " already. Choose another name.",
                    null,
                    e);
        }
    }

    int count(VmId vm) {
        return jdbc.sql("select count(*) from vm_snapshot where vm_id = ?")
                .param(vm.value())
                .query(Integer.class)
                .single();
    }

    /** What all of them take, whatever their state. */
    long diskMib(VmId vm) {
        return jdbc.sql("select coalesce(sum(disk_mib), 0) from vm_snapshot where vm_id = ?")
                .param(vm.value())
                .query(Long.class)
                .single();
    }

    /** @return false if it is not in a state from which it becomes that */
    boolean become(SnapshotId snapshot, SnapshotState state) {
        var from = Arrays.stream(SnapshotState.values())
                .filter(s -> s.canBecome(state))
                .map(Enum::name)
                .toList();
        return 1
                == jdbc.sql("update vm_snapshot set state = :state where id = :id and state in (:from)")
                        .param("state", state.name())
                        .param("id", snapshot.value())
                        .param("from", from)
                        .update();
    }

    /** What is on its disk from now on comes after that one. */
    void standOn(VmId vm, SnapshotId snapshot) {
        jdbc.sql("update vm set on_snapshot_id = ? where id = ?")
                .params(snapshot.value(), vm.value())
                .update();
    }

    /** What came after it comes after the one before it from now on. Absent is done. */
    void remove(VmId vm, SnapshotId snapshot) {
        jdbc.sql("update vm_snapshot c join vm_snapshot s on s.id = c.parent_id set c.parent_id = s.parent_id"
                        + " where s.id = ?")
                .param(snapshot.value())
                .update();
        jdbc.sql("update vm v join vm_snapshot s on s.id = v.on_snapshot_id set v.on_snapshot_id = s.parent_id"
                        + " where v.id = ? and s.id = ?")
                .params(vm.value(), snapshot.value())
                .update();
        jdbc.sql("delete from vm_snapshot where id = ?").param(snapshot.value()).update();
    }
}
