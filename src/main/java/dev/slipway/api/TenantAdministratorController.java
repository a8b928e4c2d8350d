package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.TenantAdministrators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants/{tenant}/administrators")
@Tag(name = "Tenants")
class TenantAdministratorController {
    private final TenantAdministrators administrators;

    TenantAdministratorController(TenantAdministrators administrators) {
        this.administrators = administrators;
    }

    /** @param name the exact one that the person signs in with */
    record AdministratorBody(@Nullable String name) {}

    @GetMapping
    @Operation(summary = "Administrators of a tenant")
    List<MemberController.MemberBody> list(@PathVariable String tenant, Actor actor) {
        return administrators.list(TenantId.parse(tenant), actor).stream()
                .map(MemberController.MemberBody::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make somebody who has an account an administrator of a tenant")
    void add(@PathVariable String tenant, @RequestBody AdministratorBody body, Actor actor) {
        administrators.add(TenantId.parse(tenant), body.name() == null ? "" : body.name(), actor);
    }

    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End that somebody is an administrator of a tenant")
    void remove(@PathVariable String tenant, @PathVariable String user, Actor actor) {
        administrators.remove(TenantId.parse(tenant), UserId.parse(user), actor);
    }
}
