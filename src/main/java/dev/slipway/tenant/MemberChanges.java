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
    private final MemberRows rows;
    private final Actors actors;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    MemberChanges(
            Memberships memberships,
            MemberRows rows,
            Actors actors,
            Changes changes,
            ApplicationEventPublisher events) {
        this.memberships = memberships;
        this.rows = rows;
        this.actors = actors;
        this.changes = changes;
        this.events = events;
    }

    void set(ProjectView project, UserId user, Role role, Actor actor) {
        String name = actors.of(user, actor.origin()).name();
        memberships.put(project.id(), user, role);
        lessAccess(user);
        tell("project.member.set", project, "Made " + name + " " + role.words() + ".", actor);
    }

    void remove(ProjectView project, MemberView member, Actor actor) {
        if (!memberships.remove(project.id(), member.user())) {
            throw NotFound.of("member");
        }
        lessAccess(member.user());
        boolean self = member.user().equals(actor.user());
        String detail = self
                ? member.name() + " left. What is theirs stays with " + project.words() + "."
                : "Removed " + member.name() + ", who was " + member.role().words() + ". What is theirs stays with "
                        + project.words() + ".";
        tell("project.member.remove", project, detail, actor);
    }

    void setTenantAdmin(TenantId tenant, String tenantName, UserId user, boolean admin, Actor actor) {
        if (admin) {
            actors.of(user, actor.origin());
            memberships.putTenantAdmin(tenant, user);
        } else {
            memberships.removeTenantAdmin(tenant, user);
            lessAccess(user);
        }
        String name = rows.nameOf(user);
        String detail = admin ? "Made " + name + " tenant administrator." : name + " is no tenant administrator now.";
        events.publishEvent(actor.did("tenant.admin", "tenant", tenant.value(), tenantName, null, detail));
        changes.announce(Topic.PROJECT, tenant.value(), null);
    }

    /** What hangs on the old role, such as an open console, is asked about at once. */
    private void lessAccess(UserId user) {
        changes.announce(Topic.ACCESS, user.value(), null);
    }

    private void tell(String action, ProjectView project, String detail, Actor actor) {
        events.publishEvent(actor.did(action, "project", project.id().value(), project.name(), project.id(), detail));
        changes.announce(Topic.PROJECT, project.id().value(), project.id());
    }
}
