package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.QuotaTree;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The projects of a tenant: listed, renamed, deleted. */
@Service
public class Projects {
    private final Tenants tenants;
    private final TenantAccess access;
    private final TenantRecords tenantRecords;
    private final ProjectRecords records;
    private final Emptiness emptiness;
    private final QuotaTree quota;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Projects(
            Tenants tenants,
            TenantAccess access,
            TenantRecords tenantRecords,
            ProjectRecords records,
            Emptiness emptiness,
            QuotaTree quota,
            Changes changes,
            ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.access = access;
        this.tenantRecords = tenantRecords;
        this.records = records;
        this.emptiness = emptiness;
        this.quota = quota;
        this.changes = changes;
        this.events = events;
    }

    /** By name. For those with {@code TENANT_READ} there. @param search part of a name, or empty */
    @Transactional(readOnly = true)
    public List<TenantProject> of(TenantId tenant, String search, Actor actor) {
        access.require(tenant, Permission.TENANT_READ, actor);
        return records.of(tenant, search);
    }

    @Audited("project.rename")
    @RetriesLostRaces
    @Transactional
    public void rename(ProjectId project, String name, Actor actor) {
        ProjectView view = lock(project, actor);
        String called = Names.valid(name);
        if (!records.rename(project, called)) {
            throw Tenants.taken(called);
        }
        events.publishEvent(new ProjectRenamed(project, called));
        tell("project.rename", view, "Is called " + called + " now, no longer " + view.name() + ".", actor);
    }

    /** With the roles in it. @throws Conflict {@code default-project}, or {@code not-empty} naming what is left */
    @Audited("project.delete")
    @RetriesLostRaces
    @Transactional
    public void delete(ProjectId project, Actor actor) {
        ProjectView view = lock(project, actor);
        if (records.isDefault(project)) {
            throw new Conflict(
                    "default-project",
                    "It came with tenant " + view.tenantName() + ", and goes only with it. Rename it if you like.");
        }
        emptiness.require(view);
        records.delete(project);
        quota.forget(view.tenant(), Optional.of(project));
        tell("project.delete", view, "Deleted, with all roles in it.", actor);
    }

    /** Authorised, and held with its tenant: nothing begins in it until the transaction ends. */
    private ProjectView lock(ProjectId project, Actor actor) {
        ProjectView view = tenants.require(project, Permission.PROJECT_EDIT, actor);
        tenantRecords.lock(view.tenant());
        return tenants.require(project, Permission.PROJECT_EDIT, actor);
    }

    private void tell(String action, ProjectView project, String detail, Actor actor) {
        events.publishEvent(actor.did(action, "project", project.id().value(), project.name(), project.id(), detail));
        changes.announce(Topic.PROJECT, project.id().value(), project.id());
    }
}
