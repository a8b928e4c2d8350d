package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rises of limits, for good or for a time. What is given for a time ends by itself: growth is blocked then, nothing is
 * stopped. A limit is what administrators set plus the active grants.
 */
@Service
public class Grants {
    private final GrantRows rows;
    private final Raising raising;
    private final PayerNames names;

    Grants(GrantRows rows, Raising raising, PayerNames names) {
        this.rows = rows;
        this.raising = raising;
        this.names = names;
    }

    /**
     * Raises limits in the caller's transaction, which has authorised it and should do nothing slow afterwards.
     *
     * @throws dev.slipway.kernel.InvalidRequest if a limit would become larger than limits can be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void give(QuotaRequestId request, QuotaPath path, Collection<Raise> raises, Actor actor) {
        raising.give(request, path, raises, actor);
    }

    /** The active ones on the path, the next to end first. For those with {@code QUOTA_READ} in the project. */
    @Transactional(readOnly = true)
    public List<GrantView> active(QuotaPath path, Actor actor) {
        actor.require(Permission.QUOTA_READ, Permission.QUOTA_READ, Scope.of(path.tenant(), path.project()), "project");
        return rows.active(Charging.path(path)).stream()
                .map(g -> view(g, actor))
                .toList();
    }

    /** What came of a request that was approved for a time; none for those who may not see it. */
    @Transactional(readOnly = true)
    public List<GrantView> ofRequest(QuotaRequestId request, Actor actor) {
        return rows.ofRequest(request).stream()
                .filter(g -> sees(g, actor))
                .map(g -> view(g, actor))
                .toList();
    }

    /** Ends it early. For those who may give it. */
    @Audited("quota.grant.revoke")
    @RetriesLostRaces
    @Transactional
    public void revoke(QuotaGrantId grant, Actor actor) {
        GrantRow row = rows.find(grant).filter(g -> sees(g, actor)).orElseThrow(() -> NotFound.of("grant"));
        if (!decides(row, actor)) {
            throw new Forbidden("forbidden", "Ask " + Deciders.words(row.node().level()) + " to take this back.");
        }
        if (!raising.end(row, GrantState.REVOKED, actor)) {
            throw new Conflict("grant-over", "This has ended already. There is nothing to take back.");
        }
    }

    private GrantView view(GrantRow grant, Actor actor) {
        String words = names.words(
                grant.node().level(),
                grant.levelName(),
                new ProjectId(grant.node().project()));
        return grant.view(words, decides(grant, actor));
    }

    /** What a member has is nothing to the other members, as with requests. */
    private static boolean sees(GrantRow grant, Actor actor) {
        boolean own = grant.node().level() != Level.MEMBER
                || grant.node()
                        .member()
                        .equals(actor.isSystem() ? null : actor.requireUser().value());
        boolean all = actor.can(
                Permission.QUOTA_READ, Scope.of(new TenantId(grant.node().tenant())));
        return decides(grant, actor) || all || (own && actor.can(Permission.QUOTA_READ, scope(grant)));
    }

    private static boolean decides(GrantRow grant, Actor actor) {
        return Deciders.decides(grant.node().level(), scope(grant), actor);
    }

    private static Scope scope(GrantRow grant) {
        TenantId tenant = new TenantId(grant.node().tenant());
        return grant.node().level() == Level.TENANT
                ? Scope.of(tenant)
                : Scope.of(tenant, new ProjectId(grant.node().project()));
    }
}
