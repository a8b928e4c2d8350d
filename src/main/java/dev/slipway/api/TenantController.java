package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.NewTenant;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
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
@RequestMapping("/api/v1/tenants")
@Tag(name = "Tenants")
class TenantController {
    private final TenantRegister tenants;

    TenantController(TenantRegister tenants) {
        this.tenants = tenants;
    }

    /** @param administrator the name that its first administrator signs in with; absent: none yet; @param template id of a quota template, absent: the built-in one */
    record NewTenantBody(
            @Nullable String name,
            @Nullable String administrator,
            @Nullable String template) {}

    record NameBody(@Nullable String name) {}

    /** @param vms KEEP_RUNNING or STOP_ALL */
    record SuspendBody(@Nullable String vms, @Nullable String why) {}

    /** @param vms KEEP_RUNNING or STOP_ALL */
    record SuspensionBody(Suspension.Vms vms, String by, String why, Instant at) {}

    /** @param suspension absent unless it is suspended */
    record TenantBody(
            String id,
            String name,
            Instant createdAt,
            long projects,
            long people,
            @Nullable SuspensionBody suspension) {
        static TenantBody of(TenantView t) {
            return new TenantBody(
                    t.id().toString(),
                    t.name(),
                    t.createdAt(),
                    t.projects(),
                    t.people(),
                    t.suspension()
                            .map(s -> new SuspensionBody(s.vms(), s.by(), s.why(), s.at()))
                            .orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "Tenants that I may look into, by name")
    Paging.PageBody<TenantBody> list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(tenants.list(Optional.of(search), Paging.of(page, size), actor), TenantBody::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open a tenant with its default project and first administrator (platform administrators)")
    TenantBody open(@RequestBody NewTenantBody body, Actor actor) {
        return TenantBody.of(tenants.open(
                new NewTenant(
                        body.name() == null ? "" : body.name(),
                        Optional.ofNullable(body.administrator()),
                        Optional.ofNullable(body.template()).map(QuotaTemplateId::parse)),
                actor));
    }

    @GetMapping("/{tenant}")
    @Operation(summary = "One tenant, and whether it is suspended")
    TenantBody get(@PathVariable String tenant, Actor actor) {
        return TenantBody.of(tenants.get(TenantId.parse(tenant), actor));
    }

    @PatchMapping("/{tenant}")
    @Operation(summary = "Rename a tenant")
    TenantBody rename(@PathVariable String tenant, @RequestBody NameBody body, Actor actor) {
        TenantId id = TenantId.parse(tenant);
        tenants.rename(id, body.name() == null ? "" : body.name(), actor);
        return TenantBody.of(tenants.get(id, actor));
    }

    @PostMapping("/{tenant}/suspend")
    @Operation(summary = "Let nothing new begin in a tenant; its VMs keep running, or all are turned off")
    TenantBody suspend(@PathVariable String tenant, @RequestBody SuspendBody body, Actor actor) {
        TenantId id = TenantId.parse(tenant);
        tenants.get(id, actor);
        tenants.suspend(id, vms(body.vms()), body.why() == null ? "" : body.why(), actor);
        return TenantBody.of(tenants.get(id, actor));
    }

    @PostMapping("/{tenant}/resume")
    @Operation(summary = "End a suspension; VMs that were turned off stay off")
    TenantBody resume(@PathVariable String tenant, Actor actor) {
        TenantId id = TenantId.parse(tenant);
        tenants.resume(id, actor);
        return TenantBody.of(tenants.get(id, actor));
    }

    @DeleteMapping("/{tenant}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a tenant in which nothing is left")
    void delete(@PathVariable String tenant, Actor actor) {
        tenants.delete(TenantId.parse(tenant), actor);
    }

    private static Suspension.Vms vms(@Nullable String text) {
        return switch (text) {
            case "KEEP_RUNNING" -> Suspension.Vms.KEEP_RUNNING;
            case "STOP_ALL" -> Suspension.Vms.STOP_ALL;
            case null, default ->
                throw new InvalidRequest(
                        "invalid-vms", "vms", "Say what becomes of the VMs: KEEP_RUNNING or STOP_ALL.");
        };
    }
}
