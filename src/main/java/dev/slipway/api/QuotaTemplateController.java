package dev.slipway.api;

import dev.slipway.api.LimitBodies.LimitsBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaTemplateDraft;
import dev.slipway.quota.QuotaTemplateView;
import dev.slipway.quota.QuotaTemplates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/quota-templates")
@Tag(name = "Quota")
class QuotaTemplateController {
    private final QuotaTemplates templates;

    QuotaTemplateController(QuotaTemplates templates) {
        this.templates = templates;
    }

    /** @param project of each new project; @param member of each new member of a project; absent = no limits */
    record DraftBody(
            @Nullable String name,
            @Nullable LimitsBody tenant,
            @Nullable LimitsBody project,
            @Nullable LimitsBody member) {
        QuotaTemplateDraft draft() {
            Map<Level, Map<Dimension, OptionalLong>> limits = new EnumMap<>(Level.class);
            put(limits, Level.TENANT, tenant);
            put(limits, Level.PROJECT, project);
            put(limits, Level.MEMBER, member);
            return new QuotaTemplateDraft(Fields.need("name", name), limits);
        }

        private static void put(
                Map<Level, Map<Dimension, OptionalLong>> limits, Level level, @Nullable LimitsBody body) {
            limits.put(level, body == null ? Map.of() : body.limits());
        }
    }

    /** @param builtIn whether it is the settings' own, which cannot be changed; @param tenants how many have it */
    record TemplateBody(
            String id,
            String name,
            boolean builtIn,
            long tenants,
            LimitsBody tenant,
            LimitsBody project,
            LimitsBody member) {
        static TemplateBody of(QuotaTemplateView t) {
            return new TemplateBody(
                    t.id().toString(),
                    t.name(),
                    t.isBuiltIn(),
                    t.tenants(),
                    LimitsBody.of(t.limits(Level.TENANT)),
                    LimitsBody.of(t.limits(Level.PROJECT)),
                    LimitsBody.of(t.limits(Level.MEMBER)));
        }
    }

    @GetMapping
    @Operation(summary = "Quota templates, the built-in one first (platform administrators and auditors)")
    List<TemplateBody> list(Actor actor) {
        return templates.list(actor).stream().map(TemplateBody::of).toList();
    }

    @GetMapping("/{template}")
    @Operation(summary = "One quota template")
    TemplateBody get(@PathVariable String template, Actor actor) {
        return TemplateBody.of(templates.get(QuotaTemplateId.parse(template), actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a quota template (platform administrators)")
    TemplateBody create(@RequestBody DraftBody body, Actor actor) {
        return TemplateBody.of(templates.create(body.draft(), actor));
    }

    @PutMapping("/{template}")
    @Operation(summary = "Change a quota template; limits that exist stay as they are")
    TemplateBody edit(@PathVariable String template, @RequestBody DraftBody body, Actor actor) {
        QuotaTemplateId id = QuotaTemplateId.parse(template);
        templates.get(id, actor);
        return TemplateBody.of(templates.edit(id, body.draft(), actor));
    }

    @DeleteMapping("/{template}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a quota template that no tenant has")
    void delete(@PathVariable String template, Actor actor) {
        templates.delete(QuotaTemplateId.parse(template), actor);
    }
}
