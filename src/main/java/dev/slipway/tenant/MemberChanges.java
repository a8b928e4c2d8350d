package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives and takes roles, in the caller's transaction and after the caller has authorised it. */
@Component
class MemberChanges {
    private final Memberships memberships;
    private final Actors actors;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    MemberChanges(Memberships memberships, Actors actors, Changes changes, ApplicationEventPublisher events) {
        this.memberships = memberships;
        this.actors = actors;
        this.changes = changes;
        this.events = events;
    }

    void set(ProjectView project, UserId user, Role role, Actor actor) {
        String name = actors.of(user, actor.origin()).name();
        memberships.put(project.id(), user, role);
        tell("project.member.set", project, user, "Made " + name + " " + role.words() + ".", actor);
    }

    void remove(ProjectView project, UserId user, Actor actor) {
        if (!memberships.remove(project.id(), user)) {
            throw NotFound.of("member");
        }
        tell("project.member.remove", project, user, "Removed the member " + user + ".", actor);
    }

    void setTenantAdmin(TenantId tenant, String tenantName, UserId user, boolean admin, Actor actor) {
        if (admin) {
            actors.of(user, actor.origin());
            memberships.putTenantAdmin(tenant, user);
        } else {
            memberships.removeTenantAdmin(tenant, user);
        }
        String detail = (admin ? "Made " : "No longer: ") + user + " tenant administrator.";
        events.publishEvent(actor.did("tenant.admin", "tenant", tenant.value(), tenantName, null, detail));
        changes.announce(Topic.PROJECT, tenant.value(), null);
    }

    private void tell(String action, ProjectView project, UserId user, String detail, Actor actor) {
        events.publishEvent(actor.did(action, "project", project.id().value(), project.name(), project.id(), detail));
        changes.announce(Topic.PROJECT, project.id().value(), project.id());
    }
}
