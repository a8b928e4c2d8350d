package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which tenants somebody may know of. Whoever has any role in a tenant knows that it is there, and is told who may do more. */
@Component
class TenantAccess {
    private final TenantRecords records;

    TenantAccess(TenantRecords records) {
        this.records = records;
    }

    /** @throws NotFound if it is not theirs to know; @throws dev.slipway.kernel.Forbidden if it is, but not to do this with */
    TenantView require(TenantId tenant, Permission permission, Actor actor) {
        if (!knows(tenant, actor)) {
            throw NotFound.of("tenant");
        }
        TenantView view = records.find(tenant).orElseThrow(() -> NotFound.of("tenant"));
        actor.require(permission, Scope.of(tenant));
        return view;
    }

    /** As {@link #require}, and nobody begins anything in it until the transaction ends. */
    TenantView lock(TenantId tenant, Permission permission, Actor actor) {
        require(tenant, permission, actor);
        return records.lock(tenant).orElseThrow(() -> NotFound.of("tenant"));
    }

    /** Empty: all. */
    static Optional<Collection<TenantId>> readable(Actor actor) {
        if (actor.can(Permission.TENANT_READ, Scope.PLATFORM)) {
            return Optional.empty();
        }
        return Optional.of(actor.grants().stream()
                .filter(g -> g.role().allows(Permission.TENANT_READ))
                .flatMap(g -> Optional.ofNullable(g.scope().tenant()).stream())
                .collect(Collectors.toSet()));
    }

    private static boolean knows(TenantId tenant, Actor actor) {
        return actor.can(Permission.TENANT_READ, Scope.of(tenant))
                || actor.grants().stream().anyMatch(g -> tenant.equals(g.scope().tenant()));
    }
}
