package dev.slipway.vm.owner;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.QuotaPath;
import dev.slipway.tenant.Tenants;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Who pays for what a member does in a project: the path that charges and limits are on. */
@Service
public class Payers {
    private final Tenants tenants;
    private final Actors actors;

    Payers(Tenants tenants, Actors actors) {
        this.tenants = tenants;
        this.actors = actors;
    }

    /**
     * @param member empty = the actor
     * @throws NotFound if the project is not the actor's to see, or has no such member
     */
    public QuotaPath of(ProjectId project, Optional<UserId> member, Actor actor) {
        var found = tenants.require(project, Permission.QUOTA_READ, actor);
        var payer = member.filter(m -> !m.equals(actor.requireUser()))
                .map(m -> actors.of(m, actor.origin()))
                .orElse(actor);
        if (!payer.can(Permission.QUOTA_READ, found.scope())) {
            throw NotFound.of("member");
        }
        return new QuotaPath(
                found.tenant(), found.tenantName(), found.id(), found.name(), payer.requireUser(), payer.name());
    }
}
