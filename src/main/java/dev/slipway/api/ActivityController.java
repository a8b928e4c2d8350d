package dev.slipway.api;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects/{project}/activity")
@Tag(name = "Projects")
class ActivityController {
    private final AuditTrail audit;
    private final Tenants tenants;

    ActivityController(AuditTrail audit, Tenants tenants) {
        this.audit = audit;
        this.tenants = tenants;
    }

    record EntryBody(
            Instant at,
            String actor,
            String action,
            String targetType,
            @Nullable String target,
            String targetName,
            boolean refused,
            String detail) {
        static EntryBody of(AuditEntry e) {
            return new EntryBody(
                    e.at(),
                    e.actor(),
                    e.action(),
                    e.targetType(),
                    e.targetId(),
                    e.targetName(),
                    e.refused(),
                    e.detail());
        }
    }

    @GetMapping
    @Operation(summary = "What was done in a project, by its people, administrators and the system, newest first")
    Paging.PageBody<EntryBody> activity(
            @PathVariable String project,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        var view = tenants.require(ProjectId.parse(project), Permission.PROJECT_READ, actor);
        return Paging.body(audit.activity(view.scope(), Paging.of(page, size), actor), EntryBody::of);
    }
}
