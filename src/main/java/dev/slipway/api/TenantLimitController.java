package dev.slipway.api;

import dev.slipway.api.LimitBodies.LevelBody;
import dev.slipway.api.LimitBodies.LimitsBody;
import dev.slipway.api.QuotaTemplateController.TemplateBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.kernel.TenantId;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants/{tenant}/quota")
@Tag(name = "Quota")
class TenantLimitController {
    private final TenantRegister tenants;
    private final Quotas quotas;
    private final QuotaLevels levels;
    private final QuotaTemplates templates;

    TenantLimitController(TenantRegister tenants, Quotas quotas, QuotaLevels levels, QuotaTemplates templates) {
        this.tenants = tenants;
        this.quotas = quotas;
        this.levels = levels;
        this.templates = templates;
    }

    /** @param template a template's id */
    record GivenBody(@Nullable String template) {}

    @GetMapping
    @Operation(summary = "Usage and limits of a tenant")
    LevelBody get(@PathVariable String tenant, Actor actor) {
        TenantView t = tenants.get(TenantId.parse(tenant), actor);
        return LevelBody.of(levels.tenant(t.id(), t.name(), actor));
    }

    @PutMapping
    @Operation(summary = "Set all limits of a tenant (platform administrators): absent is unlimited, 0 is none")
    LevelBody set(@PathVariable String tenant, @RequestBody LimitsBody body, Actor actor) {
        TenantView t = tenants.get(TenantId.parse(tenant), actor);
        quotas.limitTenant(t.id(), body.limits(), actor);
        return LevelBody.of(levels.tenant(t.id(), t.name(), actor));
    }

    @GetMapping("/template")
    @Operation(summary = "The quota template that new projects and members of a tenant start with")
    TemplateBody template(@PathVariable String tenant, Actor actor) {
        TenantView t = tenants.get(TenantId.parse(tenant), actor);
        return TemplateBody.of(templates.ofTenant(t.id(), actor));
    }

    @PutMapping("/template")
    @Operation(
            summary =
                    "Give a tenant another template: its limits at once, and what new projects and members start with")
    TemplateBody give(@PathVariable String tenant, @RequestBody GivenBody body, Actor actor) {
        TenantView t = tenants.get(TenantId.parse(tenant), actor);
        templates.give(QuotaTemplateId.parse(Fields.need("template", body.template())), t.id(), actor);
        return TemplateBody.of(templates.ofTenant(t.id(), actor));
    }
}
