package dev.slipway.vm.schedule;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRowMapper;
import dev.slipway.vm.work.PowerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vm_schedule}. A row is written by whoever has locked it. */
@Component
class ScheduleRows {
    private static final int AT_ONCE = 50;
    private static final String SELECT = "select s.* from vm_schedule s where s.vm_id = ?";

    private final JdbcClient jdbc;

    ScheduleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ScheduleRow> find(VmId vm) {
        return jdbc.sql(SELECT).param(vm.value()).query(ScheduleRows::read).optional();
    }

    Optional<ScheduleRow> lock(VmId vm) {
        return jdbc.sql(SELECT + " for update")
                .param(vm.value())
                .query(ScheduleRows::read)
                .optional();
    }

    void put(ScheduleRow row) {
        jdbc.sql(
                        "insert into vm_schedule (vm_id, pattern, zone, force_off, next_at, skips, pending, pending_at, retry_at,"
                                + " note) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on duplicate key update"
                                + " pattern = values(pattern), zone = values(zone), force_off = values(force_off),"
                                + " next_at = values(next_at), skips = values(skips), pending = values(pending),"
                                + " pending_at = values(pending_at), retry_at = values(retry_at), note = values(note)")
                .params(Arrays.asList(
                        row.vm().value(),
                        row.schedule().week().column(),
                        row.schedule().zone().getId(),
                        row.schedule().force(),
                        utc(row.nextAt()),
                        row.skips(),
                        row.pending().map(p -> p.on() ? "ON" : "OFF").orElse(null),
                        row.pending().map(p -> utc(p.since())).orElse(null),
                        row.pending().map(p -> utc(p.retryAt())).orElse(null),
                        row.note().map(PowerRows::cut).orElse(null)))
                .update();
    }

    boolean remove(VmId vm) {
        return 1
                == jdbc.sql("delete from vm_schedule where vm_id = ?")
                        .param(vm.value())
                        .update();
    }

    /** Whose next change has come; some at a time. */
    List<VmId> due(Instant now) {
        return ids("select vm_id from vm_schedule where next_at <= ? order by next_at limit " + AT_ONCE, now);
    }

    /** Those of which something is to be asked now, and that are free for it. */
    List<VmId> pending(Instant now) {
        return ids(
                "select s.vm_id from vm_schedule s join vm v on v.id = s.vm_id where s.retry_at <= ?"
                        + " and v.lifecycle = 'READY' and v.under_way is null order by s.retry_at limit " + AT_ONCE,
                now);
    }

    private List<VmId> ids(String sql, Instant now) {
        return jdbc.sql(sql)
                .param(utc(now))
                .query((row, n) -> new VmId(uuid(row, "vm_id")))
                .list();
    }

    private static ScheduleRow read(ResultSet row, int number) throws SQLException {
        var since = VmRowMapper.moment(row, "pending_at");
        var retry = VmRowMapper.moment(row, "retry_at");
        return new ScheduleRow(
                new VmId(uuid(row, "vm_id")),
                new PowerSchedule(
                        WeekPattern.parse(row.getString("pattern")),
                        ZoneId.of(row.getString("zone")),
                        row.getBoolean("force_off")),
                instant(row, "next_at"),
                row.getBoolean("skips"),
                Optional.ofNullable(row.getString("pending"))
                        .map(wish ->
                                new ScheduleRow.Pending(wish.equals("ON"), since.orElseThrow(), retry.orElseThrow())),
                Optional.ofNullable(row.getString("note")));
    }
}
