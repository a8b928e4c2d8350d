package dev.slipway.vm.warm;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.ObservedPower;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code warm_pool}, and which VMs wait in which of them. */
@Component
class WarmPoolTable {
    private static final int LONGEST_SENTENCE = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** @param guestAgent whether its image says that there is one */
    record Row(
            WarmPoolId id,
            TenantId tenant,
            UserId owner,
            WarmPoolDraft draft,
            WarmPool.Names names,
            boolean guestAgent,
            Optional<String> failure,
            Optional<Instant> nextTry,
            Instant createdAt) {}

    /** @param ready whether it could be handed over when it was looked at last */
    record Member(
            VmId vm,
            Lifecycle lifecycle,
            boolean busy,
            boolean leaving,
            boolean silent,
            ObservedPower power,
            boolean ready,
            Optional<String> failure) {
        boolean isTakeable() {
            return ready && lifecycle == Lifecycle.READY && !busy && !silent && power == ObservedPower.RUNNING;
        }
    }

    WarmPoolTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Conflict {@code warm-pool-exists} */
    void add(Row row) {
        var draft = row.draft();
        var names = row.names();
        try {
            jdbc.sql(
                            "insert into warm_pool (id, tenant_id, project_id, project_name, owner_id, owner_name,"
                                    + " image_version_id, image_name, image_label, guest_agent, size_id, size_name, network_id,"
                                    + " network_name, wanted, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            row.id().value(),
                            row.tenant().value(),
                            draft.payer().value(),
                            names.payer(),
                            row.owner().value(),
                            names.owner(),
                            draft.image().value(),
                            names.image(),
                            names.label(),
                            row.guestAgent(),
                            draft.size().value(),
                            names.size(),
                            draft.network().value(),
                            names.network(),
                            draft.wanted(),
                            utc(row.createdAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "warm-pool-exists",
                    "There is a pool of that image, size and network already. Change how many wait in it.",
                    null,
                    e);
        }
    }

    List<Row> all() {
        return jdbc.sql("select * from warm_pool order by image_name, image_label, size_name, network_name")
                .query((row, n) -> row(row))
                .list();
    }

    Optional<Row> find(WarmPoolId id) {
        return jdbc.sql("select * from warm_pool where id = ?")
                .param(id.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /** Nobody else makes or takes away VMs for it until the transaction ends. */
    Optional<Row> lock(WarmPoolId id) {
        return jdbc.sql("select * from warm_pool where id = ? for update")
                .param(id.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /** Tried at once, whatever went wrong before. */
    void resize(WarmPoolId id, int wanted) {
        jdbc.sql("update warm_pool set wanted = ?, next_try_at = null where id = ?")
                .params(wanted, id.value())
                .update();
    }

    void delete(WarmPoolId id) {
        jdbc.sql("delete from warm_pool where id = ?").param(id.value()).update();
    }

    /** @param nextTry not before then */
    void failed(WarmPoolId id, String why, Instant nextTry) {
        jdbc.sql("update warm_pool set failure = ?, next_try_at = ? where id = ?")
                .params(why.substring(0, Math.min(why.length(), LONGEST_SENTENCE)), utc(nextTry), id.value())
                .update();
    }

    void succeeded(WarmPoolId id) {
        jdbc.sql("update warm_pool set failure = null, next_try_at = null where id = ? and failure is not null")
                .param(id.value())
                .update();
    }

    Optional<WarmPoolId> find(ImageVersionId image, SizeId size, NetworkId network) {
        return jdbc.sql("select id from warm_pool where image_version_id = ? and size_id = ? and network_id = ?")
                .params(image.value(), size.value(), network.value())
                .query((row, n) -> new WarmPoolId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Those longest there first. */
    List<Member> members(WarmPoolId id) {
        return members("warm_pool_id = ?", id.value());
    }

    /** VMs of pools that are not there any more. */
    List<Member> orphans() {
        return members(
                "warm_pool_id is not null and not exists (select 1 from warm_pool p where p.id = warm_pool_id)", null);
    }

    /** From now on it can be taken. */
    boolean ready(VmId vm) {
        return jdbc.sql("update vm set warm_ready_at = ? where id = ? and warm_pool_id is not null"
                                + " and warm_ready_at is null")
                        .params(utc(clock.instant()), vm.value())
                        .update()
                == 1;
    }

    private List<Member> members(String where, @Nullable UUID id) {
        return jdbc.sql("select id, lifecycle, under_way, delete_requested, host_silent_since, observed_power,"
                        + " warm_ready_at, failure from vm where " + where + " order by warm_ready_at is null,"
                        + " warm_ready_at, created_at")
                .params(id == null ? List.of() : Arrays.asList(id))
                .query((row, n) -> new Member(
                        new VmId(row.getObject("id", UUID.class)),
                        Lifecycle.valueOf(row.getString("lifecycle")),
                        row.getString("under_way") != null,
                        row.getBoolean("delete_requested"),
                        row.getString("host_silent_since") != null,
                        ObservedPower.valueOf(row.getString("observed_power")),
                        row.getString("warm_ready_at") != null,
                        Optional.ofNullable(row.getString("failure"))))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new WarmPoolId(row.getObject("id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new UserId(row.getObject("owner_id", UUID.class)),
                new WarmPoolDraft(
                        new ImageVersionId(row.getObject("image_version_id", UUID.class)),
                        new SizeId(row.getObject("size_id", UUID.class)),
                        new NetworkId(row.getObject("network_id", UUID.class)),
                        new ProjectId(row.getObject("project_id", UUID.class)),
                        row.getInt("wanted")),
                new WarmPool.Names(
                        row.getString("image_name"),
                        row.getString("image_label"),
                        row.getString("size_name"),
                        row.getString("network_name"),
                        row.getString("project_name"),
                        row.getString("owner_name")),
                row.getBoolean("guest_agent"),
                Optional.ofNullable(row.getString("failure")),
                Optional.ofNullable(row.getObject("next_try_at", LocalDateTime.class))
                        .map(at -> at.toInstant(ZoneOffset.UTC)),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
