package dev.slipway.vm.lease;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.moment;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRowMapper;
import dev.slipway.vm.work.PowerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vm_lease}. A row is written by whoever has locked it. */
@Component
class LeaseRows {
    private static final int AT_ONCE = 50;
    private static final int HEALED_AT_ONCE = 500;
    private static final String SELECT = "select l.vm_id, l.granted_at, l.ends_at, l.extended, l.stage, l.next_at,"
            + " l.over_at, l.bin_at, l.note from vm_lease l ";
    /** Those that wait in a warm pool are nobody's yet. */
    private static final String WITHOUT = "select v.id from vm v left join vm_lease l on l.vm_id = v.id"
            + " where v.tenant_id = ? and v.lifecycle in ('LAUNCHING', 'READY') and v.warm_pool_id is null"
            + " and l.vm_id is null limit " + HEALED_AT_ONCE;
    /** Whose policy is gone, or whose VM went to another tenant. */
    private static final String STALE = "select l.vm_id from vm_lease l join vm v on v.id = l.vm_id"
            + " left join lease_policy p on p.tenant_id = l.tenant_id"
            + " where p.tenant_id is null or v.tenant_id <> l.tenant_id limit " + HEALED_AT_ONCE;

    private final JdbcClient jdbc;

    LeaseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LeaseRow> find(VmId vm) {
        return jdbc.sql(SELECT + "where l.vm_id = ?")
                .param(vm.value())
                .query(LeaseRows::read)
                .optional();
    }

    List<LeaseRow> find(Collection<VmId> vms) {
        return vms.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where l.vm_id in (:vms)")
                        .param("vms", vms.stream().map(VmId::value).toList())
                        .query(LeaseRows::read)
                        .list();
    }

    Optional<LeaseRow> lock(VmId vm) {
        return jdbc.sql(SELECT + "where l.vm_id = ? for update")
                .param(vm.value())
                .query(LeaseRows::read)
                .optional();
    }

    /** Nothing if it has one. */
    void insert(LeaseRow row, TenantId tenant) {
        jdbc.sql("insert ignore into vm_lease (vm_id, tenant_id, granted_at, ends_at, extended, stage, next_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        row.vm().value(),
                        tenant.value(),
                        utc(row.grantedAt()),
                        utc(row.endsAt()),
                        row.extended(),
                        row.stage().name(),
                        utc(row.nextAt()))
                .update();
    }

    void update(LeaseRow row) {
        jdbc.sql("update vm_lease set ends_at = ?, extended = ?, stage = ?, next_at = ?, over_at = ?, bin_at = ?,"
                        + " note = ? where vm_id = ?")
                .params(Arrays.asList(
                        utc(row.endsAt()),
                        row.extended(),
                        row.stage().name(),
                        utc(row.nextAt()),
                        row.overAt().map(VmRowMapper::utc).orElse(null),
                        row.binAt().map(VmRowMapper::utc).orElse(null),
                        row.note().map(PowerRows::cut).orElse(null),
                        row.vm().value()))
                .update();
    }

    void remove(VmId vm) {
        jdbc.sql("delete from vm_lease where vm_id = ?").param(vm.value()).update();
    }

    void removeAll(TenantId tenant) {
        jdbc.sql("delete from vm_lease where tenant_id = ?")
                .param(tenant.value())
                .update();
    }

    /** Of which something is due; some at a time. */
    List<VmId> due(Instant now) {
        return ids(
                "select l.vm_id from vm_lease l join vm v on v.id = l.vm_id where l.next_at <= ?"
                        + " and v.lifecycle = 'READY' order by l.next_at limit " + AT_ONCE,
                utc(now));
    }

    /** Those that are over and on. */
    List<VmId> on() {
        return ids("select l.vm_id from vm_lease l join vm v on v.id = l.vm_id where l.stage = 'OVER'"
                + " and v.lifecycle = 'READY' and v.under_way is null and v.host_silent_since is null"
                + " and v.observed_power in ('RUNNING', 'PAUSED', 'SHUTTING_DOWN')"
                + " order by v.observed_since limit " + AT_ONCE);
    }

    List<VmId> without(TenantId tenant) {
        return ids(WITHOUT, tenant.value());
    }

    List<VmId> stale() {
        return ids(STALE);
    }

    private List<VmId> ids(String sql, Object... params) {
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) -> new VmId(UUID.fromString(row.getString(1))))
                .list();
    }

    private static LeaseRow read(ResultSet row, int number) throws SQLException {
        return new LeaseRow(
                new VmId(uuid(row, "vm_id")),
                instant(row, "granted_at"),
                instant(row, "ends_at"),
                row.getInt("extended"),
                LeaseStage.valueOf(row.getString("stage")),
                instant(row, "next_at"),
                moment(row, "over_at"),
                moment(row, "bin_at"),
                Optional.ofNullable(row.getString("note")));
    }
}
