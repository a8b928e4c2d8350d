package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which rows somebody may be shown, as SQL: the same rules as {@link RequestRow#isSeenBy} and {@link RequestRow#isDecidedBy}. */
final class Where {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Actor actor;
    private final UUID me;
    private final StringBuilder sql = new StringBuilder(" where ");
    private final List<Object> params = new ArrayList<>();

    Where(RequestQuery query, Actor actor) {
        this.actor = actor;
        this.me = actor.isSystem() ? NOBODY : actor.requireUser().value();
        in(Reach.of(actor, Permission.QUOTA_READ));
        switch (query.box()) {
            case MINE -> and().concernsMe();
            case ALL -> and().seen();
            case TO_DECIDE -> and().decidable();
        }
        query.project().ifPresent(p -> and().add("r.project_id = ?", p.value()));
        if (!query.states().isEmpty()) {
            and().among("r.state", query.states().stream().map(Enum::name).toList());
        }
    }

    String sql() {
        return sql.toString();
    }

    List<Object> params() {
        return List.copyOf(params);
    }

    private void concernsMe() {
        add("(r.requester_id = ? or r.member_id = ?)", me, me);
    }

    private void seen() {
        sql.append("(");
        concernsMe();
        sql.append(" or ");
        in(Reach.of(actor, Permission.MEMBER_QUOTA_EDIT));
        sql.append(" or ");
        in(Reach.of(actor, Permission.QUOTA_READ).wholeTenants());
        sql.append(")");
    }

    private void decidable() {
        Reach limits = Reach.of(actor, Permission.QUOTA_EDIT);
        sql.append("r.state = 'OPEN' and exists (select 1 from quota_request_line l where l.request_id = r.id"
                + " and l.decided_at is null and ((l.level = 'TENANT' and ");
        sql.append(limits.everywhere());
        sql.append(") or (l.level <> 'TENANT' and ");
        in(limits);
        sql.append(") or (l.level = 'MEMBER' and not ");
        concernsMe();
        and();
        in(Reach.of(actor, Permission.MEMBER_QUOTA_EDIT));
        sql.append(")))");
    }

    private void in(Reach reach) {
        if (reach.everywhere()) {
            sql.append("true");
            return;
        }
        sql.append("(");
        among("r.tenant_id", reach.tenants().stream().map(TenantId::value).toList());
        sql.append(" or ");
        among("r.project_id", reach.projects().stream().map(ProjectId::value).toList());
        sql.append(")");
    }

    private void among(String column, Collection<?> values) {
        if (values.isEmpty()) {
            sql.append("false");
        } else {
            add(column + " in (?" + ", ?".repeat(values.size() - 1) + ")", values.toArray());
        }
    }

    private Where and() {
        sql.append(" and ");
        return this;
    }

    private void add(String term, Object... values) {
        sql.append(term);
        params.addAll(List.of(values));
    }
}
