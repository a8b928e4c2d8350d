package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.quota.QuotaTree;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Changes tenants, in the caller's transaction and after the caller has authorised it and holds the row. */
@Component
class TenantChanges {
    private final Tenants tenants;
    private final TenantRecords records;
    private final ProjectRecords projects;
    private final MemberRows people;
    private final Emptiness emptiness;
    private final QuotaTree quota;
    private final QuotaTemplates templates;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    TenantChanges(
            Tenants tenants,
            TenantRecords records,
            ProjectRecords projects,
            MemberRows people,
            Emptiness emptiness,
            QuotaTree quota,
            QuotaTemplates templates,
            Changes changes,
            ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.records = records;
        this.projects = projects;
        this.people = people;
        this.emptiness = emptiness;
        this.quota = quota;
        this.templates = templates;
        this.changes = changes;
        this.events = events;
    }

    TenantView open(NewTenant wanted, Actor actor) {
        var id = tenants.createTenant(wanted.name(), actor).tenant();
        wanted.administrator().filter(name -> !name.isBlank()).ifPresent(name -> {
            var user = people.account(name).orElseThrow(() -> Members.noAccount(name, "administrator"));
            tenants.setTenantAdmin(id, user, true, actor);
        });
        wanted.template().ifPresent(template -> templates.apply(template, id, actor));
        return records.find(id).orElseThrow();
    }

    void rename(TenantView tenant, String name, Actor actor) {
        String called = Names.valid(name);
        if (!records.rename(tenant.id(), called)) {
            throw Tenants.taken(called);
        }
        events.publishEvent(new TenantRenamed(tenant.id(), called));
        tell("tenant.rename", tenant, "Is called " + called + " now, no longer " + tenant.name() + ".", actor);
    }

    void suspend(TenantView tenant, Suspension.Vms vms, String why, Actor actor) {
        String reason = Names.reason(why);
        records.suspend(tenant.id(), vms, actor.name(), reason);
        String detail = "Nothing new begins; VMs: " + vms.words() + ". Reason: " + reason;
        tell("tenant.suspend", tenant, detail, actor);
        tellProjects("tenant.suspend", tenant, detail, actor);
    }

    void resume(TenantView tenant, Actor actor) {
        if (tenant.suspension().isEmpty()) {
            return;
        }
        records.resume(tenant.id());
        String detail = "Resumed. VMs that were turned off stay off until somebody starts them.";
        tell("tenant.resume", tenant, detail, actor);
        tellProjects("tenant.resume", tenant, detail, actor);
    }

    void delete(TenantView tenant, Actor actor) {
        emptiness.require(tenant);
        projects.of(tenant.id(), "").forEach(p -> {
            projects.delete(p.id());
            changes.announce(Topic.PROJECT, p.id().value(), p.id());
        });
        quota.forget(tenant.id(), Optional.empty());
        records.delete(tenant.id());
        tell("tenant.delete", tenant, "Deleted, with all roles in it.", actor);
    }

    /** Their people see it in their own activity. */
    private void tellProjects(String action, TenantView tenant, String detail, Actor actor) {
        projects.of(tenant.id(), "")
                .forEach(p ->
                        events.publishEvent(actor.did(action, "project", p.id().value(), p.name(), p.id(), detail)));
    }

    private void tell(String action, TenantView tenant, String detail, Actor actor) {
        events.publishEvent(actor.did(action, "tenant", tenant.id().value(), tenant.name(), null, detail));
        changes.announce(Topic.PROJECT, tenant.id().value(), null);
        projects.of(tenant.id(), "").forEach(p -> changes.announce(Topic.PROJECT, p.id().value(), p.id()));
    }
}
