package dev.slipway.vm.autosnapshot;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.moment;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.schedule.WallClock;
import dev.slipway.vm.work.PowerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vm_snapshot_plan}. A row is written by whoever has locked it. */
@Component
class PlanRows {
    private static final int AT_ONCE = 50;
    private static final String SELECT = "select * from vm_snapshot_plan where vm_id = ?";
    /** Of VMs that are free for it. */
    private static final String FREE = "select p.vm_id from vm_snapshot_plan p join vm v on v.id = p.vm_id where"
            + " v.lifecycle = 'READY' and v.under_way is null and p.%1$s <= ? order by p.%1$s limit " + AT_ONCE;

    private final JdbcClient jdbc;

    PlanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PlanRow> find(VmId vm) {
        return jdbc.sql(SELECT).param(vm.value()).query(PlanRows::read).optional();
    }

    Optional<PlanRow> lock(VmId vm) {
        return jdbc.sql(SELECT + " for update")
                .param(vm.value())
                .query(PlanRows::read)
                .optional();
    }

    void put(PlanRow row) {
        jdbc.sql("insert into vm_snapshot_plan (vm_id, days, at, zone, keep, next_at, due_at, retry_at, prune_at, note)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on duplicate key update days = values(days),"
                        + " at = values(at), zone = values(zone), keep = values(keep), next_at = values(next_at),"
                        + " due_at = values(due_at), retry_at = values(retry_at), prune_at = values(prune_at),"
                        + " note = values(note)")
                .params(Arrays.asList(
                        row.vm().value(),
                        row.plan().sortedDays().stream().map(Enum::name).collect(Collectors.joining(",")),
                        WallClock.words(row.plan().at()),
                        row.plan().zone().getId(),
                        row.plan().keep(),
                        utc(row.nextAt()),
                        row.due().map(d -> utc(d.at())).orElse(null),
                        row.due().map(d -> utc(d.retryAt())).orElse(null),
                        row.pruneAt().map(at -> utc(at)).orElse(null),
                        row.note().map(PowerRows::cut).orElse(null)))
                .update();
    }

    boolean remove(VmId vm) {
        return 1
                == jdbc.sql("delete from vm_snapshot_plan where vm_id = ?")
                        .param(vm.value())
                        .update();
    }

    /** Whose next time has come; some at once. */
    List<VmId> passed(Instant now) {
        return ids("select vm_id from vm_snapshot_plan where next_at <= ? order by next_at limit " + AT_ONCE, now);
    }

    /** Those of which one is to be taken now. */
    List<VmId> due(Instant now) {
        return ids(FREE.formatted("retry_at"), now);
    }

    /** Those of which there may be too many. */
    List<VmId> pruned(Instant now) {
        return ids(FREE.formatted("prune_at"), now);
    }

    /** The oldest of those that are whole, if there are more than are to stay. @param by who took them */
    Optional<SnapshotId> tooMany(VmId vm, String by, int keep) {
        return jdbc
                .sql("select id from vm_snapshot where vm_id = ? and made_by = ? and state = 'READY'"
                        + " order by made_at desc, id limit 1000 offset " + keep)
                .params(vm.value(), by)
                .query((row, n) -> new SnapshotId(uuid(row, "id")))
                .list()
                .reversed()
                .stream()
                .findFirst();
    }

    private List<VmId> ids(String sql, Instant now) {
        return jdbc.sql(sql)
                .param(utc(now))
                .query((row, n) -> new VmId(uuid(row, "vm_id")))
                .list();
    }

    private static PlanRow read(ResultSet row, int number) throws SQLException {
        var retry = moment(row, "retry_at");
        return new PlanRow(
                new VmId(uuid(row, "vm_id")),
                SnapshotPlan.of(
                        Arrays.asList(row.getString("days").split(",")),
                        row.getString("at"),
                        row.getString("zone"),
                        row.getInt("keep")),
                instant(row, "next_at"),
                moment(row, "due_at").map(at -> new PlanRow.Due(at, retry.orElseThrow())),
                moment(row, "prune_at"),
                Optional.ofNullable(row.getString("note")));
    }
}
