package dev.slipway.vm.plan;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.launch.DiscWish;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.NewVm;
import dev.slipway.vm.launch.SizeWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vm_planned_launch}: written by updates that say from which state. */
@Component
class PlannedRows {
    private static final String READ = "select * from vm_planned_launch where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    PlannedRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if that request has one already. */
    boolean add(QuotaRequestId request, NewVm vm, LaunchRequest launch) {
        try {
            jdbc.sql("insert into vm_planned_launch (request_id, tenant_id, project_id, owner_id, name,"
                            + " image_version_id, image_name, size_id, custom_vcpus, custom_memory_mib, custom_disk_mib, size_name,"
                            + " network_id, network_name, ssh_keys,"
                            + " user_data, placement_groups, second_disc, disc_out, state, planned_at, changed_at) values"
                            + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?)")
                    .param(request.value())
                    .param(vm.owner().tenant().value())
                    .param(vm.owner().project().value())
                    .param(vm.owner().user().value())
                    .param(vm.name())
                    .param(launch.image().value())
                    .param(vm.image().name())
                    .param(sizeId(launch.size()))
                    .param(custom(launch.size()).map(Resources::vcpus).orElse(null))
                    .param(custom(launch.size()).map(Resources::memoryMib).orElse(null))
                    .param(custom(launch.size()).map(Resources::diskMib).orElse(null))
                    .param(vm.sizeName())
                    .param(launch.network().value())
                    .param(vm.nic().networkName())
                    .param(launch.sshKeys().stream().map(SshKeyId::toString).collect(Collectors.joining(",")))
                    .param(launch.userData().orElse(null))
                    .param(launch.groups().stream()
                            .map(PlacementGroupId::toString)
                            .sorted()
                            .collect(Collectors.joining(" ")))
                    .param(launch.discs().second().map(ImageVersionId::value).orElse(null))
                    .param(launch.discs().outAtReboot().orElse(null))
                    .param(now())
                    .param(now())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<PlannedRow> find(QuotaRequestId request) {
        return read("request_id = ?", List.of(request.value())).stream().findFirst();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<PlannedRow> lock(QuotaRequestId request) {
        return read("request_id = ? for update", List.of(request.value())).stream()
                .findFirst();
    }

    List<PlannedRow> of(Collection<QuotaRequestId> requests) {
        return requests.isEmpty()
                ? List.of()
                : read(
                        "request_id in (?" + ", ?".repeat(requests.size() - 1) + ")",
                        requests.stream().map(QuotaRequestId::value).toList());
    }

    List<PlannedRow> in(PlannedState state) {
        return read("state = ? order by changed_at, request_id", List.of(state.name()));
    }

    boolean become(QuotaRequestId request, PlannedState from, PlannedState to) {
        if (!from.canBecome(to)) {
            throw new IllegalArgumentException("a planned launch that is " + from + " does not become " + to);
        }
        return jdbc.sql("update vm_planned_launch set state = ?, failure_code = null, failure = null, changed_at = ?,"
                                + " user_data = if(? = 'DROPPED', null, user_data) where request_id = ? and state = ?")
                        .params(to.name(), now(), to.name(), request.value(), from.name())
                        .update()
                == 1;
    }

    void launched(QuotaRequestId request, VmId vm) {
        jdbc.sql("update vm_planned_launch set state = 'LAUNCHED', vm_id = ?, user_data = null, changed_at = ?"
                        + " where request_id = ? and state = 'DUE'")
                .params(vm.value(), now(), request.value())
                .update();
    }

    boolean failed(QuotaRequestId request, Problem why) {
        return jdbc.sql("update vm_planned_launch set state = 'FAILED', failure_code = ?, failure = ?, changed_at = ?"
                                + " where request_id = ? and state = 'DUE'")
                        .params(why.code(), why.sentence(), now(), request.value())
                        .update()
                == 1;
    }

    private List<PlannedRow> read(String where, List<?> params) {
        return jdbc.sql(READ + where).params(params).query((r, n) -> row(r)).list();
    }

    private static PlannedRow row(ResultSet r) throws SQLException {
        UUID request = r.getObject("request_id", UUID.class);
        String keys = r.getString("ssh_keys");
        return new PlannedRow(
                new QuotaRequestId(request),
                new TenantId(r.getObject("tenant_id", UUID.class)),
                new UserId(r.getObject("owner_id", UUID.class)),
                new LaunchRequest(
                        new ProjectId(r.getObject("project_id", UUID.class)),
                        r.getString("name"),
                        new ImageVersionId(r.getObject("image_version_id", UUID.class)),
                        size(r),
                        new NetworkId(r.getObject("network_id", UUID.class)),
                        keys.isEmpty()
                                ? List.of()
                                : Arrays.stream(keys.split(","))
                                        .map(SshKeyId::parse)
                                        .toList(),
                        Optional.ofNullable(r.getString("user_data")),
                        Optional.of("quota-request " + request),
                        groups(r.getString("placement_groups")),
                        discs(r)),
                new PlannedRow.Names(r.getString("image_name"), r.getString("size_name"), r.getString("network_name")),
                PlannedState.valueOf(r.getString("state")),
                Optional.ofNullable(r.getObject("vm_id", UUID.class)).map(VmId::new),
                Optional.ofNullable(r.getString("failure")));
    }

    private static DiscWish discs(ResultSet r) throws SQLException {
        return new DiscWish(
                Optional.ofNullable(r.getObject("second_disc", UUID.class)).map(ImageVersionId::new),
                Optional.ofNullable(r.getObject("disc_out", Boolean.class)));
    }

    private static @Nullable UUID sizeId(SizeWish wish) {
        return switch (wish) {
            case SizeWish.Curated curated -> curated.size().value();
            case SizeWish.Custom custom -> null;
        };
    }

    private static Optional<Resources> custom(SizeWish wish) {
        return switch (wish) {
            case SizeWish.Curated curated -> Optional.empty();
            case SizeWish.Custom custom -> Optional.of(custom.resources());
        };
    }

    private static SizeWish size(ResultSet r) throws SQLException {
        UUID size = r.getObject("size_id", UUID.class);
        return size == null
                ? new SizeWish.Custom(new Resources(
                        r.getInt("custom_vcpus"), r.getLong("custom_memory_mib"), r.getLong("custom_disk_mib")))
                : new SizeWish.Curated(new SizeId(size));
    }

    private static Set<PlacementGroupId> groups(String column) {
        return Arrays.stream(column.split(" "))
                .filter(id -> !id.isEmpty())
                .map(PlacementGroupId::parse)
                .collect(Collectors.toSet());
    }

    private LocalDateTime now() {
        return utc(clock.instant());
    }
}
