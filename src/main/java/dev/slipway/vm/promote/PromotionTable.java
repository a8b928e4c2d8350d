package dev.slipway.vm.promote;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.catalog.ImageDraft;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.StepContext;
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

/** Which VMs are being made into images, and which images were made of them. */
@Component
class PromotionTable {
    static final String PROMOTION = "promotion";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Slots slots;

    PromotionTable(JdbcClient jdbc, Clock clock) {
        this.slots = new Slots(jdbc, "vm_promotion");
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Which one an operation is about. */
    static UUID id(StepContext context) {
        return UUID.fromString(context.arguments().get(PROMOTION));
    }

    Promotion promotion(StepContext context) {
        return find(id(context)).orElseThrow();
    }

    /** @param live whether its disk is to be copied while it runs; @param cleaned whether the copy is to be cleaned */
    void add(UUID id, VmId vm, Scope owner, ImageDraft draft, boolean live, boolean cleaned) {
        jdbc.sql("insert into vm_promotion (id, vm_id, owner_tenant_id, owner_project_id, draft, live, cleaned,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(vm.value())
                .param(
                        owner.project() == null || owner.tenant() == null
                                ? null
                                : owner.tenant().value())
                .param(owner.project() == null ? null : owner.project().value())
                .param(JSON.writeValueAsString(draft))
                .param(live)
                .param(cleaned)
                .param(utc(clock.instant()))
                .update();
    }

    Optional<Promotion> find(UUID id) {
        return jdbc.sql("select * from vm_promotion where id = ?")
                .param(id)
                .query(PromotionTable::promotion)
                .optional();
    }

    /** Versions that were made of a VM, the newest first. */
    List<ImageVersionId> made(VmId vm) {
        return jdbc.sql("select version_id from vm_promotion where vm_id = ? and version_id is not null"
                        + " order by created_at desc, id")
                .param(vm.value())
                .query((row, n) -> new ImageVersionId(uuid(row, "version_id")))
                .list();
    }

    /** Has one already is done. @return false if all are taken */
    boolean takeSlot(UUID id, int atOnce) {
        return slots.take(id, atOnce);
    }

    void leaveSlot(UUID id) {
        slots.leave(id);
    }

    void looked(UUID id, boolean hasBase) {
        jdbc.sql("update vm_promotion set has_base = ? where id = ?")
                .params(hasBase, id)
                .update();
    }

    /** @param quiet whether its guest held its file systems still */
    void taken(UUID id, boolean quiet) {
        jdbc.sql("update vm_promotion set quiet = ? where id = ?")
                .params(quiet, id)
                .update();
    }

    void checked(UUID id, String sha256) {
        jdbc.sql("update vm_promotion set sha256 = ? where id = ?")
                .params(sha256, id)
                .update();
    }

    void published(UUID id, ImageVersionId version, boolean fresh) {
        jdbc.sql("update vm_promotion set version_id = ?, fresh = ? where id = ?")
                .params(version.value(), fresh, id)
                .update();
    }

    /** Nothing has come of it. */
    void remove(UUID id) {
        jdbc.sql("delete from vm_promotion where id = ?").param(id).update();
    }

    private static Promotion promotion(ResultSet row, int n) throws SQLException {
        var tenant = row.getObject("owner_tenant_id", UUID.class);
        return new Promotion(
                uuid(row, "id"),
                tenant == null
                        ? Scope.PLATFORM
                        : Scope.of(new TenantId(tenant), new ProjectId(uuid(row, "owner_project_id"))),
                JSON.readValue(row.getString("draft"), ImageDraft.class),
                row.getBoolean("live"),
                row.getBoolean("quiet"),
                row.getBoolean("cleaned"),
                Optional.ofNullable(row.getObject("has_base", Boolean.class)),
                Optional.ofNullable(row.getString("sha256")),
                Optional.ofNullable(row.getObject("version_id", UUID.class)).map(ImageVersionId::new),
                row.getBoolean("fresh"));
    }
}
