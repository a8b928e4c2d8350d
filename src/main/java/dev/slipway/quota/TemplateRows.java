package dev.slipway.quota;

import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.kernel.TenantId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code quota_template}, {@code quota_template_limit} and {@code quota_tenant_template}. */
@Component
class TemplateRows {
    private static final String READ = "select t.id, t.name, l.level, l.dimension, l.amount, (select count(*)"
            + " from quota_tenant_template u where u.template_id = t.id) as tenants"
            + " from quota_template t left join quota_template_limit l on l.template_id = t.id ";

    private final JdbcClient jdbc;
    private final Clock clock;

    TemplateRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if the name is taken. */
    boolean add(QuotaTemplateId id, QuotaTemplateDraft draft) {
        try {
            jdbc.sql("insert into quota_template (id, name, created_at) values (?, ?, ?)")
                    .params(id.value(), draft.name(), LocalDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            return false;
        }
        putLimits(id, draft);
        return true;
    }

    /** False if the name is taken. */
    boolean change(QuotaTemplateId id, QuotaTemplateDraft draft) {
        try {
            jdbc.sql("update quota_template set name = ? where id = ?")
                    .params(draft.name(), id.value())
                    .update();
        } catch (DuplicateKeyException e) {
            return false;
        }
        jdbc.sql("delete from quota_template_limit where template_id = ?")
                .param(id.value())
                .update();
        putLimits(id, draft);
        return true;
    }

    private void putLimits(QuotaTemplateId id, QuotaTemplateDraft draft) {
        draft.limits()
                .forEach((level, limits) -> limits.forEach((dimension, limit) -> {
                    if (limit.isPresent()) {
                        jdbc.sql(
                                        "insert into quota_template_limit (template_id, level, dimension, amount) values (?, ?, ?, ?)")
                                .params(id.value(), level.name(), dimension.name(), limit.getAsLong())
                                .update();
                    }
                }));
    }

    /** False if a tenant has it. */
    boolean remove(QuotaTemplateId id) {
        try {
            jdbc.sql("delete from quota_template where id = ?")
                    .param(id.value())
                    .update();
            return true;
        } catch (DataIntegrityViolationException e) {
            return false;
        }
    }

    /** By name. */
    List<QuotaTemplateView> all() {
        return read(READ + "order by t.name, t.id", List.of());
    }

    Optional<QuotaTemplateView> find(QuotaTemplateId id) {
        return read(READ + "where t.id = ?", List.of(id.value())).stream().findFirst();
    }

    /** The template of a tenant that has been given one. */
    Optional<QuotaTemplateView> ofTenant(UUID tenant) {
        return read(
                        READ + "join quota_tenant_template g on g.template_id = t.id where g.tenant_id = ?",
                        List.of(tenant))
                .stream()
                .findFirst();
    }

    /** In place of the one it had. False if the template has just been deleted; from now on it cannot be. */
    boolean give(TenantId tenant, QuotaTemplateId template) {
        try {
            jdbc.sql("insert into quota_tenant_template (tenant_id, template_id) values (?, ?)"
                            + " on duplicate key update template_id = values(template_id)")
                    .params(tenant.value(), template.value())
                    .update();
            return true;
        } catch (DataIntegrityViolationException e) {
            return false;
        }
    }

    void takeAway(TenantId tenant) {
        jdbc.sql("delete from quota_tenant_template where tenant_id = ?")
                .param(tenant.value())
                .update();
    }

    private record Head(QuotaTemplateId id, String name, long tenants) {}

    private List<QuotaTemplateView> read(String sql, List<UUID> params) {
        Map<Head, Map<Level, Map<Dimension, OptionalLong>>> found = new LinkedHashMap<>();
        jdbc.sql(sql).params(params).query(r -> {
            Head head = new Head(
                    new QuotaTemplateId(r.getObject("id", UUID.class)), r.getString("name"), r.getLong("tenants"));
            var limits = found.computeIfAbsent(head, h -> new EnumMap<>(Level.class));
            if (r.getString("level") != null) {
                limits.computeIfAbsent(Level.valueOf(r.getString("level")), l -> new EnumMap<>(Dimension.class))
                        .put(Dimension.valueOf(r.getString("dimension")), OptionalLong.of(r.getLong("amount")));
            }
        });
        return found.entrySet().stream()
                .map(e -> new QuotaTemplateView(
                        e.getKey().id(),
                        e.getKey().name(),
                        QuotaTemplateDraft.whole(e.getValue()),
                        e.getKey().tenants()))
                .toList();
    }
}
