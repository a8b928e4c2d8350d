package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tenants, projects and memberships. */
@Service
public class Tenants {
    static final String DEFAULT_PROJECT = "default";
    private static final Set<Role> PROJECT_ROLES =
            EnumSet.of(Role.PROJECT_MANAGER, Role.PROJECT_MEMBER, Role.PROJECT_VIEWER);

    private final TenantRows rows;
    private final MemberChanges members;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Tenants(TenantRows rows, MemberChanges members, Changes changes, ApplicationEventPublisher events) {
        this.rows = rows;
        this.members = members;
        this.changes = changes;
        this.events = events;
    }

    /** With its default project, named {@code default}. For those with {@code PROJECT_EDIT} on the platform. */
    @Audited("tenant.create")
    @RetriesLostRaces
    @Transactional
    public ProjectView createTenant(String name, Actor actor) {
        actor.require(Permission.PROJECT_EDIT, Scope.PLATFORM);
        String called = Names.valid(name, "tenant");
        TenantId tenant = TenantId.random();
        if (!rows.addTenant(tenant, called)) {
            throw taken("tenant", called);
        }
        events.publishEvent(
                actor.did("tenant.create", "tenant", tenant.value(), called, null, "Made the tenant " + called + "."));
        return addProject(tenant, called, DEFAULT_PROJECT, true, actor);
    }

    @Audited("project.create")
    @RetriesLostRaces
    @Transactional
    public ProjectView createProject(TenantId tenant, String name, Actor actor) {
        actor.require(Permission.PROJECT_EDIT, Permission.PROJECT_READ, Scope.of(tenant), "tenant");
        String tenantName = rows.nameOf(tenant).orElseThrow(() -> NotFound.of("tenant"));
        return addProject(tenant, tenantName, Names.valid(name, "project"), false, actor);
    }

    private ProjectView addProject(TenantId tenant, String tenantName, String name, boolean isDefault, Actor actor) {
        ProjectId project = ProjectId.random();
        if (!rows.addProject(tenant, project, name, isDefault)) {
            throw taken("project", name);
        }
        events.publishEvent(actor.did(
                "project.create", "project", project.value(), name, project, "Made the project " + name + "."));
        changes.announce(Topic.PROJECT, project.value(), project);
        return new ProjectView(project, name, tenant, tenantName);
    }

    /** Gives the user that role in the project, in place of any other there. */
    @Audited("project.member.set")
    @RetriesLostRaces
    @Transactional
    public void setMember(ProjectId project, UserId user, Role role, Actor actor) {
        ProjectView view = require(project, Permission.PROJECT_EDIT, actor);
        if (!PROJECT_ROLES.contains(role)) {
            throw new InvalidRequest(
                    "not-a-project-role",
                    "role",
                    "A " + role.words() + " is none of a project. Choose a project's role.");
        }
        members.set(view, user, role, actor);
    }

    @Audited("project.member.remove")
    @RetriesLostRaces
    @Transactional
    public void removeMember(ProjectId project, UserId user, Actor actor) {
        members.remove(require(project, Permission.PROJECT_EDIT, actor), user, actor);
    }

    /** Makes the user an administrator of the whole tenant, or ends that. For those with {@code PROJECT_EDIT} there. */
    @Audited("tenant.admin")
    @RetriesLostRaces
    @Transactional
    public void setTenantAdmin(TenantId tenant, UserId user, boolean admin, Actor actor) {
        actor.require(Permission.PROJECT_EDIT, Permission.PROJECT_READ, Scope.of(tenant), "tenant");
        String name = rows.nameOf(tenant).orElseThrow(() -> NotFound.of("tenant"));
        members.setTenantAdmin(tenant, name, user, admin, actor);
    }

    /** The projects the actor can see, by tenant and name. */
    @Transactional(readOnly = true)
    public List<ProjectView> projects(Actor actor) {
        if (actor.can(Permission.PROJECT_READ, Scope.PLATFORM)) {
            return rows.all();
        }
        Set<TenantId> tenants = new HashSet<>();
        Set<ProjectId> projects = new HashSet<>();
        actor.grants().stream()
                .filter(g -> g.role().allows(Permission.PROJECT_READ))
                .map(g -> g.scope())
                .forEach(scope -> {
                    if (scope.project() != null) {
                        projects.add(scope.project());
                    } else if (scope.tenant() != null) {
                        tenants.add(scope.tenant());
                    }
                });
        return rows.some(tenants, projects);
    }

    /** Looks up and authorises in one. @throws dev.slipway.kernel.NotFound if not the actor's to see */
    @Transactional(readOnly = true)
    public ProjectView require(ProjectId project, Permission permission, Actor actor) {
        ProjectView view = rows.project(project).orElseThrow(() -> NotFound.of("project"));
        actor.require(permission, Permission.PROJECT_READ, view.scope(), "project");
        return view;
    }

    private static Conflict taken(String noun, String name) {
        return new Conflict("name-taken", "There is a " + noun + " named " + name + " already. Choose another name.");
    }
}
