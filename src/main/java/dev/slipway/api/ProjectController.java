package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Projects;
import dev.slipway.tenant.TenantProject;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Projects")
class ProjectController {
    private final Projects projects;
    private final Tenants tenants;

    ProjectController(Projects projects, Tenants tenants) {
        this.projects = projects;
        this.tenants = tenants;
    }

    /** @param isDefault whether it came with the tenant, and goes only with it */
    record TenantProjectBody(String id, String name, boolean isDefault, long members) {
        static TenantProjectBody of(TenantProject p) {
            return new TenantProjectBody(p.id().toString(), p.name(), p.isDefault(), p.members());
        }
    }

    record OneProjectBody(String id, String name, String tenantId, String tenantName) {
        static OneProjectBody of(ProjectView p) {
            return new OneProjectBody(p.id().toString(), p.name(), p.tenant().toString(), p.tenantName());
        }
    }

    record ProjectNameBody(@Nullable String name) {}

    @GetMapping("/tenants/{tenant}/projects")
    @Operation(summary = "Projects of a tenant, by name")
    List<TenantProjectBody> of(
            @PathVariable String tenant, @RequestParam(defaultValue = "") String search, Actor actor) {
        return projects.of(TenantId.parse(tenant), search, actor).stream()
                .map(TenantProjectBody::of)
                .toList();
    }

    @PostMapping("/tenants/{tenant}/projects")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a project in a tenant")
    OneProjectBody make(@PathVariable String tenant, @RequestBody ProjectNameBody body, Actor actor) {
        return OneProjectBody.of(tenants.createProject(TenantId.parse(tenant), text(body.name()), actor));
    }

    @GetMapping("/projects/{project}")
    @Operation(summary = "One project")
    OneProjectBody get(@PathVariable String project, Actor actor) {
        return OneProjectBody.of(tenants.require(ProjectId.parse(project), Permission.PROJECT_READ, actor));
    }

    @PatchMapping("/projects/{project}")
    @Operation(summary = "Rename a project")
    OneProjectBody rename(@PathVariable String project, @RequestBody ProjectNameBody body, Actor actor) {
        projects.rename(ProjectId.parse(project), text(body.name()), actor);
        return get(project, actor);
    }

    @DeleteMapping("/projects/{project}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a project in which nothing is left; a tenant's default project goes only with it")
    void delete(@PathVariable String project, Actor actor) {
        projects.delete(ProjectId.parse(project), actor);
    }

    /** Checked below, after asking whether the actor may. */
    private static String text(@Nullable String name) {
        return name == null ? "" : name;
    }
}
