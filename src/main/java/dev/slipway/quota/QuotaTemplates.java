package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits by a name, for tenants to start with. A template that changes later leaves the limits that exist alone; new
 * projects and members of its tenants start with what it says then. For those with {@code QUOTA_EDIT} on the platform.
 */
@Service
public class QuotaTemplates {
    /** The settings' defaults: what a tenant has that was given no other. */
    public static final QuotaTemplateId BUILT_IN = new QuotaTemplateId(new UUID(0, 0));

    private static final String NOUN = "quota template";

    private final TemplateRows rows;
    private final Beginnings beginnings;
    private final LimitChanges limits;
    private final ApplicationEventPublisher events;

    QuotaTemplates(TemplateRows rows, Beginnings beginnings, LimitChanges limits, ApplicationEventPublisher events) {
        this.rows = rows;
        this.beginnings = beginnings;
        this.limits = limits;
        this.events = events;
    }

    /** The built-in one first, then by name. For those with {@code QUOTA_READ} on the platform. */
    @Transactional(readOnly = true)
    public List<QuotaTemplateView> list(Actor actor) {
        actor.require(Permission.QUOTA_READ, Scope.PLATFORM);
        List<QuotaTemplateView> all = new ArrayList<>(List.of(beginnings.builtIn()));
        all.addAll(rows.all());
        return all;
    }

    @Transactional(readOnly = true)
    public QuotaTemplateView get(QuotaTemplateId template, Actor actor) {
        actor.require(Permission.QUOTA_READ, Permission.QUOTA_READ, Scope.PLATFORM, NOUN);
        return require(template);
    }

    @Audited("quota.template.create")
    @RetriesLostRaces
    @Transactional
    public QuotaTemplateView create(QuotaTemplateDraft draft, Actor actor) {
        actor.require(Permission.QUOTA_EDIT, Scope.PLATFORM);
        QuotaTemplateId id = QuotaTemplateId.random();
        if (!rows.add(id, draft)) {
            throw taken(draft);
        }
        tell("quota.template.create", id, draft.name(), "Made the quota template.", actor);
        return require(id);
    }

    @Audited("quota.template.edit")
    @RetriesLostRaces
    @Transactional
    public QuotaTemplateView edit(QuotaTemplateId template, QuotaTemplateDraft draft, Actor actor) {
        requireOwn(template, actor);
        if (!rows.change(template, draft)) {
            throw taken(draft);
        }
        tell("quota.template.edit", template, draft.name(), "Existing limits stay as they are.", actor);
        return require(template);
    }

    /** @throws Conflict if the new projects and members of a tenant start with it */
    @Audited("quota.template.delete")
    @RetriesLostRaces
    @Transactional
    public void delete(QuotaTemplateId template, Actor actor) {
        QuotaTemplateView view = requireOwn(template, actor);
        if (!rows.remove(template)) {
            throw new Conflict(
                    "template-in-use",
                    "New projects and members of tenants start with the template " + view.name()
                            + ". Give those tenants another template first.");
        }
        tell("quota.template.delete", template, view.name(), "Existing limits stay as they are.", actor);
    }

    /**
     * Gives the tenant the template's limits, and its new projects and members what the template says for them, in the
     * caller's transaction. Limits of projects and members that exist stay as they are.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(QuotaTemplateId template, TenantId tenant, Actor actor) {
        applying(template, tenant, actor);
    }

    /** As {@link #apply}, for a tenant that exists. The caller knows that it does. */
    @Audited("quota.template.apply")
    @RetriesLostRaces
    @Transactional
    public void give(QuotaTemplateId template, TenantId tenant, Actor actor) {
        applying(template, tenant, actor);
    }

    private void applying(QuotaTemplateId template, TenantId tenant, Actor actor) {
        actor.require(Permission.QUOTA_EDIT, Permission.QUOTA_READ, Scope.of(tenant), "tenant");
        actor.require(Permission.QUOTA_EDIT, Scope.PLATFORM);
        QuotaTemplateView view = require(template);
        if (view.isBuiltIn()) {
            rows.takeAway(tenant);
        } else if (!rows.give(tenant, template)) {
            throw NotFound.of(NOUN);
        }
        tell("quota.template.apply", template, view.name(), "Given to the tenant " + tenant + ".", actor);
        limits.ofTenant(tenant, view.limits(Level.TENANT), actor);
    }

    /** What the tenant's new projects and members start with. For those with {@code QUOTA_READ} in the tenant. */
    @Transactional(readOnly = true)
    public QuotaTemplateView ofTenant(TenantId tenant, Actor actor) {
        actor.require(Permission.QUOTA_READ, Permission.QUOTA_READ, Scope.of(tenant), "tenant");
        return rows.ofTenant(tenant.value()).orElseGet(beginnings::builtIn);
    }

    private QuotaTemplateView require(QuotaTemplateId template) {
        return template.equals(BUILT_IN)
                ? beginnings.builtIn()
                : rows.find(template).orElseThrow(() -> NotFound.of(NOUN));
    }

    private QuotaTemplateView requireOwn(QuotaTemplateId template, Actor actor) {
        actor.require(Permission.QUOTA_EDIT, Permission.QUOTA_READ, Scope.PLATFORM, NOUN);
        QuotaTemplateView view = require(template);
        if (view.isBuiltIn()) {
            throw new Conflict(
                    "built-in-template",
                    "The template " + TemplateName.BUILT_IN + " is built in: the portal's settings say what it gives."
                            + " Make another one instead.");
        }
        return view;
    }

    private void tell(String action, QuotaTemplateId template, String name, String words, Actor actor) {
        events.publishEvent(actor.did(action, "quota-template", template.value(), name, null, words));
    }

    private static Conflict taken(QuotaTemplateDraft draft) {
        return new Conflict(
                "name-taken", "There is a quota template named " + draft.name() + " already. Choose another name.");
    }
}
