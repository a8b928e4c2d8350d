package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.List;
import org.springframework.stereotype.Service;

/** Tenants, projects and memberships. */
@Service
public class Tenants {
    /** With its default project. */
    public ProjectView createTenant(String name, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public ProjectView createProject(TenantId tenant, String name, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Gives the user that role in the project, in place of any other there. */
    public void setMember(ProjectId project, UserId user, Role role, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public void removeMember(ProjectId project, UserId user, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The projects the actor can see, by tenant and name. */
    public List<ProjectView> projects(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Looks up and authorises in one. @throws dev.slipway.kernel.NotFound if not the actor's to see */
    public ProjectView require(ProjectId project, Permission permission, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
