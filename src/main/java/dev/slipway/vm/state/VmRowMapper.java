package dev.slipway.vm.state;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageKind;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.lease.LeaseEnd;
import dev.slipway.vm.power.RestartPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** Between columns and {@link VmRow}. Moments are UTC in the columns, whatever the zone of machine and connection. */
public final class VmRowMapper implements RowMapper<VmRow> {
    /** Everything but the user data, which only the seed needs. */
    public static final String SELECT = """
        select v.id, v.tenant_id, v.tenant_name, v.project_id, v.project_name, v.owner_id, v.owner_name, v.name,
               v.lifecycle, v.under_way, v.delete_requested, v.status, v.changed_at, v.wanted_power,
               v.observed_power, v.observed_at, v.observed_since, v.host_silent_since, v.power_note, v.host_id,
               v.size_name, v.vcpus, v.memory_mib, v.disk_mib, v.image_version_id, v.image_kind, v.image_name, v.image_label,
               v.default_user, v.firmware, v.cloud_init, v.stands_alone, v.in_rescue, v.disk_name, v.addresses, v.failure, v.created_at,
               v.runs_size_name, v.runs_vcpus, v.runs_memory_mib, v.runs_since,
               v.warm_pool_id, v.introduction, v.domain_name, v.restart_policy,
               exists (select 1 from vm_snapshot s where s.vm_id = v.id) as has_snapshots,
               exists (select 1 from disk d where d.vm_id = v.id) as has_disks,
               exists (select 1 from vm_drive d where d.vm_id = v.id and d.version_id is not null) as has_disc,
               v.delete_protected, v.binned_at, v.purge_at,
               (select l.ends_at from vm_lease l where l.vm_id = v.id) as lease_ends_at,
               (select l.bin_at from vm_lease l where l.vm_id = v.id and l.stage in ('OVER', 'BINNED')) as lease_bin_at,
               n.mac, n.network_id, n.network_name, n.kind, n.source, n.reserved
        from vm v join vm_nic n on n.vm_id = v.id and n.position = 0
        """;

    @Override
    public VmRow mapRow(ResultSet rs, int number) throws SQLException {
        return new VmRow(
                new VmId(uuid(rs, "id")),
                rs.getString("name"),
                owner(rs),
                Lifecycle.valueOf(rs.getString("lifecycle")),
                Optional.ofNullable(rs.getString("under_way")).map(Verb::valueOf),
                rs.getBoolean("delete_requested"),
                VmStatus.valueOf(rs.getString("status")),
                instant(rs, "changed_at"),
                power(rs),
                Optional.ofNullable(rs.getObject("host_id", UUID.class)).map(HostId::new),
                rs.getString("size_name"),
                new Resources(rs.getInt("vcpus"), rs.getLong("memory_mib"), rs.getLong("disk_mib")),
                image(rs),
                Optional.ofNullable(rs.getString("disk_name")),
                nic(rs),
                addresses(rs.getString("addresses")),
                Optional.ofNullable(rs.getString("failure")),
                instant(rs, "created_at"),
                new VmRow.Warm(
                        Optional.ofNullable(rs.getString("warm_pool_id")).map(WarmPoolId::parse),
                        Optional.ofNullable(rs.getString("introduction")).map(Introduction::valueOf),
                        Optional.ofNullable(rs.getString("domain_name"))),
                RestartPolicy.valueOf(rs.getString("restart_policy")),
                rs.getBoolean("has_snapshots"),
                rs.getBoolean("has_disks"),
                new VmRow.End(
                        rs.getBoolean("delete_protected"), moment(rs, "binned_at"), moment(rs, "purge_at"), lease(rs)),
                runsWith(rs),
                new VmRow.Rescue(rs.getBoolean("in_rescue"), rs.getBoolean("has_disc")));
    }

    private static Optional<VmRow.RunsWith> runsWith(ResultSet rs) throws SQLException {
        var since = moment(rs, "runs_since");
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new VmRow.RunsWith(
                        rs.getString("runs_size_name"),
                        rs.getInt("runs_vcpus"),
                        rs.getLong("runs_memory_mib"),
                        since.get()));
    }

    private static VmRow.Owner owner(ResultSet rs) throws SQLException {
        return new VmRow.Owner(
                new TenantId(uuid(rs, "tenant_id")),
                rs.getString("tenant_name"),
                new ProjectId(uuid(rs, "project_id")),
                rs.getString("project_name"),
                new UserId(uuid(rs, "owner_id")),
                rs.getString("owner_name"));
    }

    private static VmRow.Power power(ResultSet rs) throws SQLException {
        return new VmRow.Power(
                PowerWish.valueOf(rs.getString("wanted_power")),
                ObservedPower.valueOf(rs.getString("observed_power")),
                instant(rs, "observed_at"),
                instant(rs, "observed_since"),
                moment(rs, "host_silent_since"),
                Optional.ofNullable(rs.getString("power_note")));
    }

    private static Optional<LeaseEnd> lease(ResultSet rs) throws SQLException {
        var binAt = moment(rs, "lease_bin_at");
        return moment(rs, "lease_ends_at").map(endsAt -> new LeaseEnd(endsAt, binAt));
    }

    private static VmRow.Image image(ResultSet rs) throws SQLException {
        return new VmRow.Image(
                Optional.ofNullable(rs.getObject("image_version_id", UUID.class))
                        .map(ImageVersionId::new),
                ImageKind.valueOf(rs.getString("image_kind")),
                rs.getString("image_name"),
                rs.getString("image_label"),
                rs.getString("default_user"),
                Firmware.valueOf(rs.getString("firmware")),
                rs.getBoolean("cloud_init"),
                rs.getBoolean("stands_alone"));
    }

    private static VmRow.Nic nic(ResultSet rs) throws SQLException {
        return new VmRow.Nic(
                rs.getString("mac"),
                new NetworkId(uuid(rs, "network_id")),
                rs.getString("network_name"),
                NicKind.valueOf(rs.getString("kind")),
                rs.getString("source"),
                addresses(rs.getString("reserved")));
    }

    public static List<String> addresses(String column) {
        return column.isEmpty() ? List.of() : Arrays.asList(column.split(" "));
    }

    /** As text, which the driver hands out as it came: asked for as a UUID, it looks for a decoder each time. */
    public static UUID uuid(ResultSet rs, String column) throws SQLException {
        return UUID.fromString(rs.getString(column));
    }

    public static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    public static Optional<Instant> moment(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, LocalDateTime.class)).map(t -> t.toInstant(ZoneOffset.UTC));
    }

    /** As the column keeps it. */
    public static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
