package dev.slipway.sso;

import dev.slipway.identity.Role;
import dev.slipway.kernel.RuleId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of rules, in their order. */
@Component
class RuleTable {
    private static final String ALL = "select id, claim, value, role, tenant, project, create_missing from sign_in_rule"
            + " order by position, id";

    private final JdbcClient jdbc;

    RuleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RuleView> all() {
        return read(ALL);
    }

    /** Held until the transaction ends, so that two administrators do not order them at once. */
    List<RuleView> locked() {
        return read(ALL + " for update");
    }

    private List<RuleView> read(String sql) {
        return jdbc.sql(sql)
                .query((r, n) -> new RuleView(
                        new RuleId(r.getObject(1, UUID.class)),
                        n + 1,
                        new RuleDraft(
                                r.getString(2),
                                r.getString(3),
                                Role.valueOf(r.getString(4)),
                                Optional.ofNullable(r.getString(5)),
                                Optional.ofNullable(r.getString(6)),
                                r.getBoolean(7))))
                .list();
    }

    void add(RuleId id, int position, RuleDraft rule) {
        jdbc.sql("insert into sign_in_rule (claim, value, role, tenant, project, create_missing, id, position)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(columns(rule))
                .param(id.value())
                .param(position)
                .update();
    }

    void change(RuleId id, RuleDraft rule) {
        jdbc.sql("update sign_in_rule set claim = ?, value = ?, role = ?, tenant = ?, project = ?, create_missing = ?"
                        + " where id = ?")
                .params(columns(rule))
                .param(id.value())
                .update();
    }

    private static List<@Nullable Object> columns(RuleDraft rule) {
        return Arrays.asList(
                rule.claim(),
                rule.value(),
                rule.role().name(),
                rule.tenant().orElse(null),
                rule.project().orElse(null),
                rule.create());
    }

    void place(RuleId id, int position) {
        jdbc.sql("update sign_in_rule set position = ? where id = ?")
                .params(position, id.value())
                .update();
    }

    void remove(RuleId id) {
        jdbc.sql("delete from sign_in_rule where id = ?").param(id.value()).update();
    }
}
