package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Users;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Me")
class MeController {
    private final Users users;
    private final Tenants tenants;

    MeController(Users users, Tenants tenants) {
        this.users = users;
        this.tenants = tenants;
    }

    /** @param permissions what the token's owner may do in this project */
    record ProjectBody(String id, String name, String tenantId, String tenantName, List<Permission> permissions) {}

    record MeBody(String id, String name, String displayName, List<ProjectBody> projects) {}

    @GetMapping("/me")
    @Operation(summary = "Who I am, and my projects with what I may do there")
    MeBody me(Actor actor) {
        var user = users.get(actor.requireUser(), actor);
        return new MeBody(user.id().toString(), user.name(), user.displayName(), projects(actor));
    }

    @GetMapping("/projects")
    @Operation(summary = "My projects")
    List<ProjectBody> projects(Actor actor) {
        return tenants.projects(actor).stream().map(p -> body(p, actor)).toList();
    }

    private static ProjectBody body(ProjectView p, Actor actor) {
        List<Permission> permissions = Arrays.stream(Permission.values())
                .filter(permission -> actor.can(permission, p.scope()))
                .toList();
        return new ProjectBody(p.id().toString(), p.name(), p.tenant().toString(), p.tenantName(), permissions);
    }
}
