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
    private final TenantAccess access;
    private final Suspensions suspensions;
    private final MemberRows people;
    private final MemberChanges members;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Tenants(
            TenantRows rows,
            TenantAccess access,
            Suspensions suspensions,
            MemberRows people,
            MemberChanges members,
            Changes changes,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.access = access;
        this.suspensions = suspensions;
        this.people = people;
        this.members = members;
        this.changes = changes;
        this.events = events;
    }

    /** With its default project, named {@code default}. For those with {@code TENANT_EDIT}. */
    @Audited("tenant.create")
    @RetriesLostRaces
    @Transactional
    public ProjectView createTenant(String name, Actor actor) {
        actor.require(Permission.TENANT_EDIT, Scope.PLATFORM);
        String called = Names.valid(name);
        TenantId tenant = TenantId.random();
        if (!rows.addTenant(tenant, called)) {
            throw taken(called);
        }
        events.publishEvent(
                actor.did("tenant.create", "tenant", tenant.value(), called, null, "Made the tenant " + called + "."));
        return addProject(tenant, called, DEFAULT_PROJECT, true, actor);
    }

    @Audited("project.create")
    @RetriesLostRaces
    @Transactional
    public ProjectView createProject(TenantId tenant, String name, Actor actor) {
        String tenantName =
                access.require(tenant, Permission.PROJECT_EDIT, actor).name();
        if (!actor.isSystem()) {
            // Single sign-on makes projects while people sign in, which must not fail for it.
            suspensions.requireActive(tenant);
        }
        return addProject(tenant, tenantName, Names.valid(name), false, actor);
    }

    private ProjectView addProject(TenantId tenant, String tenantName, String name, boolean isDefault, Actor actor) {
        ProjectId project = ProjectId.random();
        if (!rows.addProject(tenant, project, name, isDefault)) {
            throw taken(name);
        }
        // Whose tenant has only its first project does not meet the word in its activity.
        String detail = isDefault ? "Opened." : "Made the project " + name + ".";
        events.publishEvent(actor.did("project.create", "project", project.value(), name, project, detail));
        changes.announce(Topic.PROJECT, project.value(), project);
        return new ProjectView(project, name, tenant, tenantName, isDefault);
    }

    /** Gives the user that role in the project, in place of any other there. */
    @Audited("project.member.set")
    @RetriesLostRaces
    @Transactional
    public void setMember(ProjectId project, UserId user, Role role, Actor actor) {
        ProjectView view = requireActive(project, Permission.MEMBER_EDIT, actor);
        requireProjectRole(role);
        members.set(view, user, role, actor);
    }

    @Audited("project.member.remove")
    @RetriesLostRaces
    @Transactional
    public void removeMember(ProjectId project, UserId user, Actor actor) {
        ProjectView view = require(project, Permission.MEMBER_EDIT, actor);
        members.remove(view, people.find(project, user).orElseThrow(() -> NotFound.of("member")), actor);
    }

    /** Makes the user an administrator of the whole tenant, or ends that. For those with {@code MEMBER_EDIT} there. */
    @Audited("tenant.admin")
    @RetriesLostRaces
    @Transactional
    public void setTenantAdmin(TenantId tenant, UserId user, boolean admin, Actor actor) {
        TenantView view = access.require(tenant, Permission.MEMBER_EDIT, actor);
        members.setTenantAdmin(tenant, view.name(), user, admin, actor);
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

    /**
     * Looks up and authorises in one. For what begins something new it also makes sure, until the caller's transaction
     * ends, that the tenant is not suspended and the project is not deleted.
     *
     * @throws dev.slipway.kernel.NotFound if not the actor's to see
     * @throws Conflict {@code tenant-suspended}
     */
    @Transactional(readOnly = true)
    public ProjectView require(ProjectId project, Permission permission, Actor actor) {
        ProjectView view = find(project);
        actor.require(permission, Permission.PROJECT_READ, view.scope(), "project");
        return Suspensions.concerns(permission) ? held(view) : view;
    }

    /** As {@link #require} for what begins something new, whatever the permission is called. */
    ProjectView requireActive(ProjectId project, Permission permission, Actor actor) {
        return held(require(project, permission, actor));
    }

    /** Read again, since it may have been deleted before it was held. */
    private ProjectView held(ProjectView project) {
        suspensions.requireActive(project.tenant());
        return find(project.id());
    }

    private ProjectView find(ProjectId project) {
        return rows.project(project).orElseThrow(() -> NotFound.of("project"));
    }

    static void requireProjectRole(Role role) {
        if (!PROJECT_ROLES.contains(role)) {
            throw new InvalidRequest(
                    "not-a-project-role",
                    "role",
                    "A " + role.words() + " is none of the members. Choose manager, member or viewer.");
        }
    }

    static Conflict taken(String name) {
        return new Conflict("name-taken", "There is one named " + name + " already. Choose another name.");
    }
}
