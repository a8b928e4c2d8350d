package dev.slipway.api;

import dev.slipway.api.LimitBodies.LevelBody;
import dev.slipway.api.LimitBodies.LimitsBody;
import dev.slipway.api.LimitBodies.RoomBody;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.EffectiveRoom;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.owner.Payers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects/{project}")
@Tag(name = "Quota")
class ProjectLimitController {
    private final Tenants tenants;
    private final Payers payers;
    private final Quotas quotas;
    private final QuotaLevels levels;

    ProjectLimitController(Tenants tenants, Payers payers, Quotas quotas, QuotaLevels levels) {
        this.tenants = tenants;
        this.payers = payers;
        this.quotas = quotas;
        this.levels = levels;
    }

    @GetMapping("/quota/room")
    @Operation(summary = "What I may still use, and which level limits it")
    List<RoomBody> room(@PathVariable String project, Actor actor) {
        QuotaPath path = payers.of(ProjectId.parse(project), Optional.empty(), actor);
        return EffectiveRoom.of(quotas.usage(path, actor)).stream()
                .map(RoomBody::of)
                .toList();
    }

    @GetMapping("/quota/limits")
    @Operation(summary = "Usage and limits of a project")
    LevelBody limits(@PathVariable String project, Actor actor) {
        ProjectView p = require(project, actor);
        return LevelBody.of(levels.project(p.tenant(), p.id(), p.name(), actor));
    }

    @PutMapping("/quota/limits")
    @Operation(summary = "Set all limits of a project (tenant administrators): absent is unlimited, 0 is none")
    LevelBody setLimits(@PathVariable String project, @RequestBody LimitsBody body, Actor actor) {
        ProjectView p = require(project, actor);
        quotas.limitProject(p.tenant(), p.id(), body.limits(), actor);
        return limits(project, actor);
    }

    @GetMapping("/members/{user}/quota")
    @Operation(summary = "Usage and limits of a member of a project")
    LevelBody member(@PathVariable String project, @PathVariable String user, Actor actor) {
        QuotaPath path = payers.of(ProjectId.parse(project), Optional.of(UserId.parse(user)), actor);
        return LevelBody.of(levels.member(path.tenant(), path.project(), path.member(), path.memberName(), actor));
    }

    @PutMapping("/members/{user}/quota")
    @Operation(summary = "Set all limits of a member (project managers): absent is unlimited, 0 is none")
    LevelBody setMember(
            @PathVariable String project, @PathVariable String user, @RequestBody LimitsBody body, Actor actor) {
        QuotaPath path = payers.of(ProjectId.parse(project), Optional.of(UserId.parse(user)), actor);
        quotas.limitMember(path.tenant(), path.project(), path.member(), body.limits(), actor);
        return LevelBody.of(levels.member(path.tenant(), path.project(), path.member(), path.memberName(), actor));
    }

    private ProjectView require(String project, Actor actor) {
        return tenants.require(ProjectId.parse(project), Permission.QUOTA_READ, actor);
    }
}
