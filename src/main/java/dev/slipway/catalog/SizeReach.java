package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Which sizes somebody sees, or a project may use, as a condition on {@code size s}. */
record SizeReach(String where, Map<String, Object> params) {
    private static final UUID NOBODY = new UUID(0, 0);

    /** All that the actor may know of: others are not there for them. */
    static SizeReach readableBy(Actor actor) {
        if (seesAll(actor)) {
            return new SizeReach("true", Map.of());
        }
        return of(actor.grants().stream()
                .filter(grant -> grant.role().allows(Permission.IMAGE_READ))
                .map(grant -> grant.scope().tenant())
                .filter(Objects::nonNull)
                .map(tenant -> tenant.value()));
    }

    /** What may be launched with there, whoever launches it. */
    static SizeReach usableIn(Scope project) {
        return of(
                project.tenant() == null
                        ? Stream.of()
                        : Stream.of(project.tenant().value()));
    }

    /** Those who look after sizes, and those who see that they do. */
    static boolean seesAll(Actor actor) {
        return actor.can(Permission.IMAGE_READ, Scope.PLATFORM);
    }

    /** Never an empty list: SQL knows none. */
    private static SizeReach of(Stream<UUID> tenants) {
        List<UUID> ids = Stream.concat(Stream.of(NOBODY), tenants).distinct().toList();
        return new SizeReach(
                "(not s.restricted or exists (select 1 from size_tenant st where st.size_id = s.id"
                        + " and st.tenant_id in (:tenants)))",
                Map.of("tenants", ids));
    }
}
