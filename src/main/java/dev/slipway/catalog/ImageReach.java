package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which images somebody sees, or a project may use, as a condition on {@code image i} and its owner, {@code project p}. */
record ImageReach(String where, Map<String, Object> params) {
    private static final UUID NOBODY = new UUID(0, 0);

    /** All that the actor may know of: others are not there for them. */
    static ImageReach readableBy(Actor actor) {
        return of(actor, Permission.IMAGE_READ, true);
    }

    /** All that are the actor's to change. */
    static ImageReach ownedBy(Actor actor) {
        return of(actor, Permission.IMAGE_OWN, false);
    }

    /** What may be launched there, whoever launches it. */
    static ImageReach usableIn(Scope project) {
        return new ImageReach(
                "(i.visibility = 'PUBLIC' or i.owner_project_id = :inProject or (i.visibility = 'TENANTS' and exists"
                        + " (select 1 from image_tenant it where it.image_id = i.id and it.tenant_id = :inTenant)))",
                Map.of(
                        "inProject",
                                project.project() == null
                                        ? NOBODY
                                        : project.project().value(),
                        "inTenant",
                                project.tenant() == null
                                        ? NOBODY
                                        : project.tenant().value()));
    }

    private static ImageReach of(Actor actor, Permission permission, boolean shared) {
        var held = actor.grants().stream()
                .filter(grant -> grant.role().allows(permission))
                .map(Grant::scope)
                .toList();
        if (held.contains(Scope.PLATFORM)) {
            return new ImageReach("true", Map.of());
        }
        if (held.isEmpty()) {
            return new ImageReach("false", Map.of());
        }
        var where = "i.owner_project_id in (:projects) or p.tenant_id in (:wholeTenants)";
        if (shared) {
            where +=
                    " or i.visibility = 'PUBLIC' or (i.visibility = 'TENANTS' and exists (select 1 from image_tenant it"
                            + " where it.image_id = i.id and it.tenant_id in (:tenants)))";
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put(
                "projects",
                ids(held.stream(), s -> s.project() == null ? null : s.project().value()));
        params.put(
                "wholeTenants",
                ids(
                        held.stream().filter(s -> s.project() == null),
                        s -> s.tenant() == null ? null : s.tenant().value()));
        params.put(
                "tenants",
                ids(held.stream(), s -> s.tenant() == null ? null : s.tenant().value()));
        return new ImageReach("(" + where + ")", params);
    }

    /** Never empty: SQL knows no empty list. */
    private static List<UUID> ids(Stream<Scope> scopes, Function<Scope, @Nullable UUID> id) {
        return Stream.concat(Stream.of(NOBODY), scopes.map(id).filter(java.util.Objects::nonNull))
                .distinct()
                .toList();
    }
}
