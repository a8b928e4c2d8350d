package dev.slipway.api;

import dev.slipway.api.LimitBodies.LevelBody;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects/{project}/quota/members")
@Tag(name = "Quota")
class MemberLimitController {
    private final Tenants tenants;
    private final Members members;
    private final QuotaLevels levels;

    MemberLimitController(Tenants tenants, Members members, QuotaLevels levels) {
        this.tenants = tenants;
        this.members = members;
        this.levels = levels;
    }

    @GetMapping
    @Operation(summary = "Usage and limits of a project's members, for those who look after them")
    Paging.PageBody<LevelBody> list(
            @PathVariable String project,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        var p = tenants.require(ProjectId.parse(project), Permission.QUOTA_READ, actor);
        levels.requireMembers(p.tenant(), p.id(), actor);
        var people = members.list(p.id(), Optional.ofNullable(search), Paging.of(page, size), actor);
        Map<UserId, String> names = new LinkedHashMap<>();
        people.forEach(m -> names.put(m.user(), m.name()));
        return Paging.body(
                new PageImpl<>(
                        levels.members(p.tenant(), p.id(), names, actor),
                        people.getPageable(),
                        people.getTotalElements()),
                LevelBody::of);
    }
}
